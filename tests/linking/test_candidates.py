"""Who is compared with whom, and with what is known of how rare their names are."""

import pytest

from linking import candidates
from linking.candidates import Asked, comparison, proposals, proposals_of_many
from linking.current import current
from linking.keys import keys_of
from people import services as people
from people.models import Person
from tests.factories import a_case

pytestmark = pytest.mark.django_db

NAME = "Tan Mei Ling"


def record(name=NAME, born_on="1998-05-17"):
    names = [{"kind": "legal", "text": name}]
    return people.record_person(a_case(), names=names, identifiers=[], born_on=born_on)


@pytest.mark.parametrize("cap", [500, 2], ids=["a rare name", "a name above the cap"])
def test_a_proposal_weighs_what_the_pair_weighs_alone(cap, monkeypatch):
    monkeypatch.setattr(candidates, "BLOCK_CAP", cap)
    one, other = record(), record()
    record(born_on="1961-02-03")  # Makes three of that name, and two of that birth.

    assert proposals(one.pk)[other.pk] == comparison(one.pk, other.pk)
    assert any(reason.rarity for reason in proposals(one.pk)[other.pk].reasons)


@pytest.mark.parametrize("rows", [1, candidates.FEW + 1], ids=["few", "many"])
def test_only_those_who_may_be_told_of_are_proposed(rows):
    told, hidden = record(), record()
    asked = [Asked(candidates.facts_of([told.pk])[told.pk], frozenset(keys_of(told)))] * rows
    among = Person.objects.exclude(pk=hidden.pk)

    found = list(proposals_of_many(asked, floor=current().possible, among=among))

    assert [(place, person) for place, person, _ in found] == [(n, told.pk) for n in range(rows)]
