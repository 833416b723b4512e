"""What writing recruiters and syndicates does, and what it refuses."""

import pytest
from django.core.exceptions import ValidationError

from core.services import StaleRecord
from people import services as people
from recruiters import services
from recruiters.models import Recruiter, Syndicate, Tie, TieKind
from tests.factories import a_person


def registered(case, **facts):
    return services.register(
        case,
        names=[{"kind": "legal", "text": "Lim Ah Kow"}],
        identifiers=[{"kind": "phone", "value": "012-345 6789", "country": "MY", "role": "user"}],
        **facts,
    )


def test_a_recruiter_is_a_person_of_the_case_with_names_and_identifiers(case):
    recruiter = registered(case, sex="male", parts=["Boss"], status="wanted")

    assert str(recruiter) == "Lim Ah Kow"
    assert (recruiter.person.case, recruiter.person.sex) == (case, "male")
    assert recruiter.person.uses.get().identifier.value == "+60123456789"
    assert Recruiter.objects.get().parts == ["Boss"]


def test_a_victim_can_be_given_the_role_once(victim):
    services.suspect(victim.person, parts=["RecruiterOrIntermediary"])

    with pytest.raises(ValidationError, match="recorded as a recruiter already"):
        services.suspect(victim.person)


def test_role_and_person_change_under_one_version(case):
    before = registered(case)

    after = services.edit(before, version=1, sex="female", status="arrested")

    assert (after.person.sex, after.status) == ("female", "arrested")
    assert after.version > before.version


def test_a_change_of_the_person_alone_makes_the_recruiter_stale(case):
    recruiter = registered(case)
    people.edit_person(recruiter.person, version=None, sex="female")

    with pytest.raises(StaleRecord):
        services.edit(recruiter, version=1, status="arrested")


def test_an_edit_that_changes_nothing_writes_nothing(case):
    recruiter = registered(case, sex="male")

    assert services.edit(recruiter, version=1, sex="male").version == 1


def test_a_syndicate_is_found_by_every_name_in_any_script(case):
    services.record_syndicate(case, name="Dragon Head", aliases=["龙头"])

    assert Syndicate.objects.get().folded_names == ["dragon head", "long tou"]
    assert Syndicate.objects.matching("龍頭").count() == 1


def test_a_renamed_syndicate_is_found_by_its_new_name(syndicate):
    services.edit_syndicate(syndicate, version=1, aliases=["Lotus"])

    assert Syndicate.objects.matching("lotus").count() == 1
    assert Syndicate.objects.matching("龙头").count() == 0


def test_records_of_one_name_in_other_cases_are_cross_referenced(syndicate, elsewhere):
    other = services.record_syndicate(elsewhere, name="Long Tou")
    services.record_syndicate(elsewhere, name="White Lotus")

    assert list(Syndicate.objects.named_like(syndicate)) == [other]


def test_people_of_two_cases_are_not_tied(recruiter, elsewhere):
    stranger = a_person(elsewhere)

    with pytest.raises(ValidationError, match="same case"):
        services.tie(recruiter.person, stranger, kind=TieKind.PAID)
    assert not Tie.objects.exists()


def test_nobody_joins_a_syndicate_of_another_case(recruiter, elsewhere):
    syndicate = services.record_syndicate(elsewhere, name="Long Tou")

    with pytest.raises(ValidationError, match="same case"):
        services.join(recruiter.person, syndicate)


def test_nobody_is_tied_to_themselves(recruiter):
    with pytest.raises(ValidationError, match="two different people"):
        services.tie(recruiter.person, recruiter.person, kind=TieKind.PAID)


def test_a_tie_is_recorded_once(recruiter, victim):
    with pytest.raises(ValidationError, match="recorded already"):
        services.tie(recruiter.person, victim.person, kind=TieKind.RECRUITED_AS_VICTIM)
