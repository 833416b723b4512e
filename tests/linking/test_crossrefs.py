"""What two cases share: each kind comes and goes with its facts."""

from datetime import date

import pytest

from cases import services as cases
from linking import services
from linking.crossrefs import SharedKind
from linking.models import Answer, CaseKey, CaseLink
from linking.weighing import CAPS
from people import services as people
from people.models import Identifier
from recruiters import services as recruiters
from tests.factories import a_case, a_person, a_recruiter, a_victim, cross_referenced
from tests.linking.shared import flown, kinds, logged, offered, phone, reasons, site, state
from victims import services as victims

# People -------------------------------------------------------------------------------------------


def test_a_verdict_shows_at_once_in_both_cases_and_goes_with_its_undoing(
    case, elsewhere, investigator
):
    one, other = a_person(case), a_person(elsewhere)

    services.judge(one, other, Answer.SAME, by=investigator)
    assert CaseLink.objects.get().kinds == [SharedKind.CONFIRMED]
    assert sorted(CaseLink.objects.get().reasons[0]["people"]) == sorted([one.ref, other.ref])

    services.judge(one, other, Answer.DIFFERENT, by=investigator)
    assert not CaseLink.objects.exists()


def test_a_third_case_follows_when_the_worker_comes_to_it(case, elsewhere, investigator):
    third = a_case(by=investigator)
    one, other, another = a_person(case), a_person(elsewhere), a_person(third)
    services.judge(one, other, Answer.SAME, by=investigator)
    services.judge(other, another, Answer.SAME, by=investigator)

    cross_referenced()

    assert CaseLink.objects.filter(kinds=[SharedKind.CONFIRMED]).count() == 3


# Identifiers --------------------------------------------------------------------------------------


def test_an_identifier_joins_two_cases_until_one_loses_it(case, elsewhere):
    one = logged(case, "Aminah", phone())
    logged(elsewhere, "Zulkifli", phone())
    assert kinds() == ["identifier"]

    people.edit_person(one, version=None, identifiers=[])

    assert kinds() == []


def test_an_identifier_marked_as_common_joins_nobody(case, elsewhere):
    logged(case, "Aminah", phone())
    logged(elsewhere, "Zulkifli", phone())
    assert kinds() == ["identifier"]

    Identifier.objects.update(is_common=True)
    services.mark_cases(case.pk, elsewhere.pk)

    assert kinds() == []
    assert not CaseKey.objects.filter(kind="identifier").exists()


def test_the_fewer_cases_have_a_value_the_more_it_says(case, elsewhere, investigator):
    logged(case, "Aminah", phone())
    logged(elsewhere, "Zulkifli", phone())
    rare = reasons()[0]["strength"]

    for _ in range(7):
        logged(a_case(by=investigator), "Chong", phone())
    cross_referenced()

    now = CaseLink.objects.get(left__in=[case, elsewhere], right__in=[case, elsewhere])
    assert now.strength < rare <= CAPS[SharedKind.IDENTIFIER]


def test_a_value_that_too_many_cases_have_joins_none_until_they_are_fewer(
    case, elsewhere, investigator, monkeypatch
):
    for module in ("linking.weighing", "linking.services.crossrefs"):
        monkeypatch.setattr(f"{module}.MOST_CASES", 2)
    logged(case, "Aminah", phone())
    logged(elsewhere, "Zulkifli", phone())
    assert kinds() == ["identifier"]

    third = logged(a_case(by=investigator), "Chong", phone())
    assert kinds() == []

    people.edit_person(third, version=None, identifiers=[])
    assert kinds() == ["identifier"]


def test_a_document_is_told_by_its_end_alone(case, elsewhere):
    passport = {"kind": "passport", "value": "A12345678", "role": "holder"}
    for there in (case, elsewhere):
        logged(there, "Aminah" if there == case else "Zulkifli", passport)

    assert "ending 678" in reasons()[0]["words"]
    assert "12345678" not in str(state())


# Sites --------------------------------------------------------------------------------------------


AT = {"latitude": "16.61", "longitude": "98.52"}


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({}, {"name": "kk  park, gate 3"}, True),
        ({}, {"country": "KH"}, False),
        ({"kind": "town"}, {"kind": "town"}, False),
        ({"name": "House"}, {"name": "house"}, False),
        ({"name": "Gate", **AT}, {"name": "Fence", **AT}, True),
    ],
)
def test_a_compound_joins_cases_by_name_and_country_or_by_where_it_lies(
    case, elsewhere, one, other, meet
):
    site(case, **one)
    site(elsewhere, **other)

    assert kinds() == (["site"] if meet else [])


def test_two_houses_of_one_name_far_apart_are_two(case, elsewhere):
    site(case, "House in La Molina", latitude="-12.08", longitude="-76.93")
    site(elsewhere, "House in La Molina", latitude="-12.20", longitude="-76.93")

    assert kinds() == []


def test_a_compound_names_those_who_were_held_in_it(case, elsewhere):
    victim = a_victim(case)
    victims.add_period(victim, site=site(case))
    site(elsewhere)

    assert reasons()[0]["people"] == [victim.person.ref]


# Journeys, syndicates, aliases --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "meet"),
    [
        ({"flight": "kl743"}, True),
        ({"day": "2023-09-30"}, False),
        ({"day": "2023-09"}, False),
        ({"is_planned": True}, False),
    ],
)
def test_a_flight_joins_cases_when_both_took_it_on_one_day(case, elsewhere, facts, meet):
    flown(case)
    flown(elsewhere, **facts)

    assert kinds() == (["flight"] if meet else [])


def test_a_syndicate_joins_cases_by_any_of_its_names(case, elsewhere):
    recruiters.record_syndicate(case, name="Red Dragon", aliases=["紅龍", "Dragón Rojo"])
    there = recruiters.record_syndicate(elsewhere, name="Dragon Rojo", aliases=["红龙"])
    assert kinds() == ["syndicate"]
    assert "Red Dragon" in reasons()[0]["words"]

    recruiters.edit_syndicate(there, version=None, name="Lotus", aliases=[])

    assert kinds() == []


def test_an_alias_of_recruiters_joins_cases_but_not_that_of_victims(case, elsewhere):
    alias = [{"kind": "alias", "text": "Ah Boy"}]
    for there in (case, elsewhere):
        person = people.record_person(there, names=alias, identifiers=[])
    services.link(person.pk)
    cross_referenced()
    assert "alias" not in kinds()

    for there in (case, elsewhere):
        recruiters.suspect(there.people.get())

    assert "alias" in kinds() or kinds() == ["suggested"]


def test_an_alias_says_nothing_more_of_people_who_are_linked(case, elsewhere, investigator):
    left, right = (
        recruiters.register(there, names=[{"kind": "alias", "text": "Ah Boy"}], identifiers=[])
        for there in (case, elsewhere)
    )
    assert kinds() == ["alias"]

    services.judge(left.person, right.person, Answer.SAME, by=investigator)

    assert kinds() == ["confirmed"]


# Offers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "job",
    [
        "CS kasino",
        "Khidmat pelanggan, kasino",
        "赌场客服",
        "Atención al cliente en casino",
        "Customer-service (casino)",
        "บริการลูกค้า คาสิโน",
    ],
)
def test_an_offer_is_near_the_same_in_any_language(case, elsewhere, job):
    offered(case)
    offered(elsewhere, job, salary=1600)

    assert "offer" in kinds()
    assert "work, country, pay" in next(r["words"] for r in reasons() if r["kind"] == "offer")


@pytest.mark.parametrize(
    "facts",
    [
        {"job": "Plantation driver"},
        {"promised_country": "TH"},
        {"salary": 3000},
        {"currency": "MYR"},
        {"salary": None},
    ],
)
def test_an_offer_that_differs_in_work_country_or_pay_is_another(case, elsewhere, facts):
    offered(case)
    offered(elsewhere, **facts)

    assert "offer" not in kinds()


def test_a_contact_in_common_counts_far_more(case, elsewhere):
    contact = phone(role="contact")
    offered(case, "Casino customer service", contact)
    offered(elsewhere, "CS kasino", contact, salary=None, promised_country="")

    offer = next(reason for reason in reasons() if reason["kind"] == "offer")
    assert offer["strength"] > 6
    assert "contact" in offer["words"]


def test_an_offer_goes_when_the_account_is_mended(case, elsewhere):
    offered(case)
    there = offered(elsewhere)
    assert "offer" in kinds()

    victims.edit_account(there.accounts.get(), version=None, promised_job="Cook")

    assert "offer" not in kinds()


def test_the_case_of_a_recruiter_and_of_an_operation_may_be_empty(case):
    a_recruiter(case)
    cases.log_operation(case, happened_on=date(2023, 10, 7))

    assert kinds() == []
