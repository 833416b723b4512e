"""What accepting a match would change, told beforehand."""

import pytest

from cases.models import Sensitivity
from linking import services
from linking.consequences import of_accepting
from linking.models import Answer, Identity, Match, Verdict
from tests.factories import a_case, a_person, assigned

SAME, DIFFERENT = Answer.SAME, Answer.DIFFERENT


@pytest.fixture
def people(investigator):
    """Four records, each in a case of its own."""
    return [a_person(a_case(by=investigator), f"Person {letter}") for letter in "ABCD"]


@pytest.fixture
def judge(investigator):
    def say(left, right, answer):
        return services.judge(left, right, answer, by=investigator)

    return say


def proposed(one, other):
    left, right = sorted((one, other), key=lambda person: person.pk)
    return Match.objects.create(left=left, right=right, weight=9)


def pairs_of(consequences):
    return {frozenset({one.ref, other.ref}) for one, other in consequences.pairs}


def test_all_records_of_both_sides_and_new_pairs_of_cases_are_told(people, judge, investigator):
    a, b, c, d = people
    judge(a, b, SAME)
    judge(c, d, SAME)

    told = of_accepting(proposed(b, c), investigator)

    assert {person.ref for person in told.records} == {person.ref for person in people}
    assert pairs_of(told) == {
        frozenset({one.case.ref, other.case.ref}) for one in (a, b) for other in (c, d)
    }
    assert told.refusals == []


def test_a_pair_of_cases_that_a_confirmed_person_joins_already_is_not_told(
    people, judge, investigator
):
    a, b, *_ = people
    judge(a, b, SAME)
    match = proposed(a_person(a.case, "Other"), a_person(b.case, "Other"))

    assert of_accepting(match, investigator).pairs == []


def test_a_contradiction_is_told_in_the_words_of_the_refusal(
    people, judge, investigator, client_of
):
    a, b, c, _ = people
    judge(a, b, DIFFERENT)
    judge(b, c, SAME)
    match = proposed(a, c)

    ((answer, words),) = of_accepting(match, investigator).refusals

    assert answer == SAME
    assert b.ref in words
    page = client_of(investigator).get(match.get_absolute_url()).content.decode()
    assert "would be refused" in page


def test_telling_writes_nothing(people, judge, investigator, client_of):
    match = proposed(*people[:2])

    client_of(investigator).get(match.get_absolute_url())

    match.refresh_from_db()
    assert not Verdict.objects.exists()
    assert not Identity.objects.exists()
    assert match.answer == ""


def test_records_behind_a_closed_case_are_neither_counted_nor_hinted_at(
    people, judge, outsider, client_of
):
    """The outsider sees A and C; B, which is different from A and the same as C, is sealed."""
    a, b, c, _ = people
    judge(a, b, DIFFERENT)
    judge(b, c, SAME)
    b.case.sensitivity = Sensitivity.SEALED
    b.case.save()
    for person in (a, c):
        assigned(person.case, user=outsider)
    match = proposed(a, c)

    told = of_accepting(match, outsider)
    page = client_of(outsider).get(match.get_absolute_url()).content.decode()

    assert {person.ref for person in told.records} == {a.ref, c.ref}
    assert told.refusals == []
    for secret in (b.ref, b.case.ref, b.name, Identity.objects.get().ref):
        assert secret not in page
