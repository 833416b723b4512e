"""What is judged first: weight, times the cases that it would join."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Sensitivity
from linking import services
from linking.models import Answer, Match
from linking.value import values_for
from tests.factories import a_case, a_person


@pytest.fixture
def people(investigator):
    """Four records, each in a case of its own."""
    return [a_person(a_case(by=investigator), f"Person {letter}") for letter in "ABCD"]


def proposed(one, other, weight=8.0):
    left, right = sorted((one, other), key=lambda person: person.pk)
    return Match.objects.create(left=left, right=right, weight=weight, value=weight)


def value_of(one, other, weight=8.0):
    pair = (one.pk, other.pk)
    return values_for({pair: weight})[pair]


def test_two_records_alone_join_two_cases(people):
    assert value_of(*people[:2]) == 10


def test_each_case_of_both_identities_counts_once(people, investigator):
    a, b, c, d = people
    services.judge(a, b, Answer.SAME, by=investigator)
    services.judge(c, d, Answer.SAME, by=investigator)

    assert value_of(b, c) == 30


def test_people_of_one_case_count_one(people, investigator):
    a, b, *_ = people
    again = a_person(a.case)
    services.judge(a, again, Answer.SAME, by=investigator)

    assert value_of(a, a_person(a.case)) == 10
    assert value_of(again, b) == 10


def test_a_verdict_makes_the_open_matches_around_it_worth_more_and_its_undoing_less(
    people, investigator
):
    a, b, c, _ = people
    match = proposed(b, c)

    services.judge(a, b, Answer.SAME, by=investigator)
    match.refresh_from_db()
    assert match.value == 20

    services.judge(a, b, Answer.UNSURE, by=investigator)
    match.refresh_from_db()
    assert match.value == 10


def test_a_sealed_case_beyond_the_pair_does_not_move_it_in_the_queue(people, investigator):
    a, b, c, _ = people
    a.case.sensitivity = Sensitivity.SEALED
    a.case.save()

    services.judge(a, b, Answer.SAME, by=investigator)

    assert value_of(b, c) == 10
    assert value_of(a, c) == 20


def test_many_pairs_cost_as_many_queries_as_one(people):
    counts = []
    for pairs in ({(people[0].pk, people[1].pk): 8.0}, {(p.pk, people[0].pk): 8.0 for p in people}):
        with CaptureQueriesContext(connection) as queries:
            values_for(pairs)
        counts.append(len(queries))

    assert counts[0] == counts[1]
