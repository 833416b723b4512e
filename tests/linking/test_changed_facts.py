"""Facts that changed after the verdict are told; the verdict stays."""

import pytest

from linking import services
from linking.digests import changed_sides, digests
from linking.models import Answer, Match, Verdict
from people import services as people
from people.models import Person
from tests.factories import a_case

NAMES = [{"kind": "legal", "text": "Tan Mei Ling"}]
PHONE = {"kind": "phone", "value": "+60115550199", "role": "user"}


def logged(case):
    return people.record_person(case, names=NAMES, identifiers=[], born_on="1998-05-17")


@pytest.fixture
def judged(case, investigator):
    pair = logged(case), logged(a_case(by=investigator))
    services.judge(*pair, Answer.SAME, by=investigator)
    return pair


def edited(person, **changes):
    person = Person.objects.get(pk=person.pk)
    people.edit_person(person, version=None, **changes)
    services.link(person.pk)
    return Match.objects.get().changed


@pytest.mark.parametrize(
    "changes",
    [
        {"names": [{"kind": "legal", "text": "Tan Mei Lin"}]},
        {"identifiers": [PHONE]},
        {"born_on": "1999-05-17"},
        {"sex": "female"},
        {"citizenships": ["MY"]},
    ],
    ids=lambda changes: next(iter(changes)),
)
@pytest.mark.parametrize("side", [0, 1])
def test_whatever_was_compared_is_told_when_it_changes(judged, changes, side):
    assert edited(judged[side], **changes) is True


@pytest.mark.parametrize(
    "changes", [{"remarks": "Was tired"}, {"identifiers": [PHONE | {"role": "payee"}]}]
)
def test_what_is_not_compared_is_not(judged, changes):
    assert edited(judged[0], **changes) is False


def test_the_verdict_is_not_touched(judged):
    before = Verdict.objects.values().get()

    edited(judged[0], born_on="1961")

    assert Verdict.objects.values().get() == before
    assert Match.objects.get().answer == Answer.SAME


def test_what_was_changed_back_is_no_change(judged):
    edited(judged[0], born_on="1961")

    assert edited(judged[0], born_on="1998-05-17") is False


def test_a_further_verdict_is_on_the_facts_as_they_are(judged, investigator):
    edited(judged[0], born_on="1961")

    services.judge(*judged, Answer.SAME, by=investigator)

    assert Match.objects.get().changed is False
    assert edited(judged[0], sex="male") is True


def test_an_open_match_has_no_verdict_to_doubt(case, investigator):
    one, _ = logged(case), logged(a_case(by=investigator))
    services.link(one.pk)

    assert edited(one, sex="female") is False


def test_a_digest_tells_which_side_changed(judged):
    left, right = sorted(judged, key=lambda person: person.pk)
    pair = (left.pk, right.pk)
    before = digests([pair])[pair]

    edited(right, born_on="1961")
    after = digests([pair])[pair]

    assert changed_sides(before, after) == (False, True)
    assert changed_sides("", after) == (False, False)
