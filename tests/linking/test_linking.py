"""From a saved person to a match."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linking import services, tasks
from linking.models import Answer, Awaiting, CaseLink, LinkKey, Match
from people import services as people
from people.models import Identifier
from tests.factories import cross_referenced


def logged(case, name="Tan Mei Ling", *, identifiers=(), **facts):
    return people.record_person(
        case, names=[{"kind": "legal", "text": name}], identifiers=list(identifiers), **facts
    )


def phone(value="+60 12 345 6789", role="user"):
    return {"kind": "phone", "value": value, "role": role}


@pytest.fixture
def twice(case, elsewhere):
    """One human, logged in two cases."""
    return (
        logged(case, born_on="1998-05-17"),
        logged(elsewhere, "陳美玲", born_on="17/5/1998"),
    )


def test_keys_and_mark_are_written_with_the_person(case):
    person = logged(case, identifiers=[phone()])

    assert LinkKey.objects.filter(person=person, key="phone:+60123456789").exists()
    assert Awaiting.objects.filter(person=person).exists()


def test_a_person_that_is_rolled_back_leaves_no_key(case):
    savepoint = transaction.savepoint()
    logged(case)
    transaction.savepoint_rollback(savepoint)

    assert not LinkKey.objects.exists()


def test_one_human_in_two_cases_becomes_a_match_with_reasons(twice):
    services.link(twice[0].pk)

    match = Match.objects.get()
    assert {match.left, match.right} == set(twice)
    assert {"name", "birth"} <= {reason["field"] for reason in match.reasons}


@pytest.mark.parametrize("first", [0, 1])
def test_each_side_of_a_reason_says_what_its_own_record_says(twice, first):
    """From whichever record the pair is found, and found again."""
    for person in (twice[first], twice[1 - first]):
        services.refresh_keys(person)
        services.link(person.pk)

        match = Match.objects.get()
        name = next(reason for reason in match.reasons if reason["field"] == "name")
        assert (name["left"], name["right"]) == (match.left.name, match.right.name)


def test_linking_twice_changes_nothing(twice):
    for _ in range(2):
        for person in twice:
            services.refresh_keys(person)
            services.link(person.pk)

    assert Match.objects.count() == 1
    assert not Awaiting.objects.exists()


def test_who_does_not_wait_is_left_alone(twice):
    services.link(twice[0].pk)
    Match.objects.all().delete()

    assert services.link(twice[0].pk) == 0
    assert not Match.objects.exists()


def test_an_edit_that_ends_the_likeness_takes_the_open_match_back(twice):
    services.link(twice[0].pk)

    people.edit_person(twice[0], version=None, born_on="1961-01-01")
    services.link(twice[0].pk)

    assert not Match.objects.exists()


def test_an_edit_never_touches_a_judged_match(twice, investigator):
    services.link(twice[0].pk)
    services.judge(*twice, Answer.SAME, by=investigator)
    before = Match.objects.values().get()

    people.edit_person(twice[0], version=None, born_on="1961-01-01")
    services.link(twice[0].pk)

    assert Match.objects.values().get() == before | {"changed": True}


def test_a_common_identifier_joins_nobody(case, elsewhere):
    Identifier.objects.create(kind="phone", value="+5114221212", is_common=True)
    one = logged(case, "Aminah", identifiers=[phone("+51 1 422 1212")])
    logged(elsewhere, "Zulkifli", identifiers=[phone("+51 1 422 1212")])

    services.link(one.pk)
    cross_referenced()

    assert not Match.objects.exists()
    assert not CaseLink.objects.exists()


def test_a_key_that_too_many_have_is_not_compared(twice, monkeypatch):
    monkeypatch.setattr("linking.candidates.BLOCK_CAP", 1)

    services.link(twice[0].pk)

    assert not Match.objects.exists()


def test_a_number_from_a_job_offer_joins_the_cases_but_not_the_people(case, elsewhere):
    victim = logged(case, "Aminah binti Zain", identifiers=[phone(role="contact")])
    logged(elsewhere, "Kak Nor", identifiers=[phone()])

    services.link(victim.pk)
    cross_referenced()

    assert not Match.objects.exists()
    assert [reason["kind"] for reason in CaseLink.objects.get().reasons] == ["identifier"]


def test_a_confirmed_person_joins_the_cases_more_strongly_than_a_suggested_one(twice, investigator):
    services.link(twice[0].pk)
    cross_referenced()
    suggested = CaseLink.objects.get().strength

    services.judge(*twice, Answer.SAME, by=investigator)

    link = CaseLink.objects.get()
    assert link.strength > suggested
    assert [reason["kind"] for reason in link.reasons] == ["confirmed"]


def test_a_rejected_pair_ends_the_link_of_the_cases(twice, investigator):
    services.link(twice[0].pk)
    cross_referenced()

    services.judge(*twice, Answer.DIFFERENT, by=investigator)

    assert not CaseLink.objects.exists()


def test_case_links_name_nobody(twice):
    services.link(twice[0].pk)
    cross_referenced()

    assert "Tan" not in str(CaseLink.objects.get().reasons)


def test_linking_costs_as_many_queries_beside_five_namesakes_as_beside_one(case, elsewhere):
    person = logged(case, born_on="1998")
    counts = []
    for others in (1, 4):
        for _ in range(others):
            logged(elsewhere, born_on="1998")
        Match.objects.all().delete()
        services.refresh_keys(person)
        with CaptureQueriesContext(connection) as queries:
            services.link(person.pk)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_sweep_goes_on_past_a_record_that_cannot_be_compared(case, twice, caplog):
    spoilt = logged(case, "Ruined")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET born_on = 'x' WHERE id = %s", [spoilt.pk])
    # It has waited longest, so it comes first.
    for minutes, person in ((3, spoilt), (2, twice[0]), (1, twice[1])):
        since = timezone.now() - timedelta(minutes=minutes)
        Awaiting.objects.filter(person_id=person.pk).update(since=since)

    assert tasks.sweep() == 2

    assert Match.objects.count() == 1
    assert [row.person_id for row in Awaiting.objects.all()] == [spoilt.pk]
    assert str(spoilt.pk) in caplog.text
