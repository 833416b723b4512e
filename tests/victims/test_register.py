"""Logging a victim, and two people who edit one at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.dates import PartialDate
from core.services import StaleRecord
from people import services as people
from tests.factories import a_case, a_person
from victims import services
from victims.models import Victim

NAMES = [{"kind": "legal", "text": "Aminah binti Zain"}]
LEG = {"from_place": "Kuala Lumpur", "from_country": "MY", "to_place": "Lima", "to_country": "PE"}


@pytest.fixture
def victim(case):
    return services.register(
        case,
        names=NAMES,
        identifiers=[],
        accounts=[{"promised_job": "Call centre"}],
        legs=[LEG, LEG],
        sex="female",
        controls=["DebtBondage"],
    )


def test_one_call_writes_person_role_account_and_journey(victim):
    assert (victim.person.name, victim.person.sex) == ("Aminah binti Zain", "female")
    assert victim.controls == ["DebtBondage"]
    assert victim.accounts.get().promised_job == "Call centre"
    assert [leg.position for leg in victim.legs.all()] == [1, 2]


def test_a_mistake_in_any_part_saves_none(case):
    with pytest.raises(ValidationError):
        services.register(case, names=NAMES, identifiers=[], legs=[LEG | {"to_country": "??"}])

    assert not case.people.exists()


def test_however_much_is_told_at_once_the_keys_are_written_once_and_of_all_of_it(case):
    flown = LEG | {"flight": "KL 743", "arrived_on": PartialDate(2023, 9, 29)}

    with CaptureQueriesContext(connection) as queries:
        victim = services.register(case, names=NAMES, identifiers=[], legs=[LEG, flown])

    written = [query for query in queries if 'INSERT INTO "linking_linkkey"' in query["sql"]]
    assert len(written) == 1
    assert victim.person.link_keys.filter(key="flight:KL743+2023-09-29").exists()


def test_an_edit_reaches_person_and_role(victim):
    after = services.edit(victim, version=1, names=NAMES, sex="other", is_injured=True)

    assert after.is_injured
    assert after.person.sex == "other"
    assert after.version > 1


def test_a_change_of_the_person_makes_the_victims_form_stale(victim):
    people.edit_person(victim.person, version=1, sex="male")

    with pytest.raises(StaleRecord):
        services.edit(victim, version=1, sex="other")


def test_a_stale_edit_of_the_role_leaves_the_person_alone(victim):
    services.edit(victim, version=1, is_injured=True)

    with pytest.raises(StaleRecord):
        services.edit(victim, version=1, sex="other")

    victim.person.refresh_from_db()
    assert victim.person.sex == "female"


def test_an_edit_that_changes_nothing_keeps_the_version(victim):
    after = services.edit(victim, version=1, names=NAMES, identifiers=[], sex="female")

    assert after.version == Victim.objects.get().version == 1


def test_a_recruiter_of_another_case_cannot_be_named(victim):
    stranger = a_person(a_case(), "Lim Ah Kow")

    with pytest.raises(ValidationError, match="same case"):
        services.take_account(victim, recruiter=stranger)


def test_a_victim_cannot_be_their_own_recruiter(victim):
    with pytest.raises(ValidationError, match="themselves"):
        services.edit_account(victim.accounts.get(), version=1, recruiter=victim.person)


def test_nobody_arrives_before_they_leave(victim):
    leg = services.edit_leg(
        victim.legs.first(), version=1, departed_on=PartialDate(2023, 9), arrived_on=None
    )

    with pytest.raises(ValidationError, match="before the departure"):
        services.edit_leg(leg, version=2, arrived_on=PartialDate(2023, 8, 31))


def test_a_month_may_hold_departure_and_arrival(victim):
    leg = services.add_leg(
        victim, **LEG, departed_on=PartialDate(2023, 9, 20), arrived_on=PartialDate(2023, 9)
    )

    assert leg.position == 3
