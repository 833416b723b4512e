"""The history of a record: what points to it, from whichever side, in words."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import history
from recruiters import services
from recruiters.models import Tie
from tests.factories import a_person, a_recruiter, a_victim, evidence


@pytest.fixture
def recruiter(case):
    return a_recruiter(case, "Lim Ah Kow")


def tie(subject, *objects, kind="paid"):
    return [services.tie(subject, object, kind=kind) for object in objects]  # noqa: A001


def sentences(person):
    return [entry.sentence for entry in history.of(person, Tie)]


def test_ties_from_either_end_are_in_it(case, recruiter):
    boss, agent = a_person(case, "Goh Boon Huat"), a_person(case, "Ooi Swee Lan")
    tie(recruiter.person, agent)
    tie(boss, recruiter.person)
    tie(boss, agent)

    told = [sentence for sentence in sentences(recruiter.person) if "tie" in sentence]

    assert told == [
        "added the tie “Goh Boon Huat paid Lim Ah Kow”",
        "added the tie “Lim Ah Kow paid Ooi Swee Lan”",
    ]


def test_a_tie_that_was_taken_back_stays_in_it(case, recruiter):
    (taken_back,) = tie(a_person(case, "Goh Boon Huat"), recruiter.person)
    taken_back.delete()

    assert "removed the tie “Goh Boon Huat paid Lim Ah Kow”" in sentences(recruiter.person)


def test_the_page_of_a_recruiter_shows_what_was_done_to_them(
    client_of, investigator, case, recruiter
):
    tie(a_person(case, "Goh Boon Huat"), recruiter.person)

    page = client_of(investigator).get(reverse("recruiters:history", args=[recruiter.ref]))

    assert "Goh Boon Huat paid Lim Ah Kow" in page.text


def test_a_long_history_costs_as_many_queries_as_a_short_one(case, recruiter):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            history.of(recruiter.person, Tie)
        return len(asked)

    def tied_both_ways(number):
        for _ in range(number):
            other = a_person(case, "Somebody")
            tie(recruiter.person, other)
            tie(other, recruiter.person)

    tied_both_ways(1)
    before = queries()
    tied_both_ways(10)

    assert queries() == before


def test_an_hour_is_told_as_the_clock_on_the_wall_had_it(case, investigator):
    item = evidence(case, investigator, found_at=datetime(2023, 10, 8, 22, tzinfo=UTC))

    told = {change.after for entry in history.of(item) for change in entry.changes}

    assert "9 Oct 2023, 06:00" in told


def test_values_are_told_as_a_page_tells_them(case):
    victim = a_victim(case, born_on="1998-05")
    victim.is_injured = True
    victim.save()

    told = {
        (change.field, change.after)
        for record in (victim, victim.person)
        for entry in history.of(record)
        for change in entry.changes
    }

    assert ("injured or abused", "Yes") in told
    assert ("date of birth", "May 1998") in told
    assert ("trafficking status", "Possible victim") in told
