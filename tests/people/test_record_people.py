"""Many recorded at once are what they would be one by one."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linking import services as linking
from linking.models import Awaiting, Compared, LinkKey, Match
from people import services
from people.models import Identifier, IdentifierUse, Person, PersonName
from people.names import tables
from victims import services as victims
from victims.models import Victim

pytestmark = pytest.mark.django_db


def a_row(number=0, **facts):
    phone = {"kind": "phone", "value": f"+60 11-5550 {number:04}", "role": "user"}
    names = [{"kind": "legal", "text": f" Tan Mei {number} "}, {"kind": "alias", "text": "Amy"}]
    return {"names": names, "identifiers": [phone], "born_on": "1998-05-17", **facts}


def said_of(person):
    """Everything that is written of a person, but for who they are."""
    fields = ("name", "sex", "born_on", "citizenships", "remarks", "version")
    keys = LinkKey.objects.filter(person=person).order_by("key").values_list("key", flat=True)
    names = PersonName.objects.filter(person=person)
    uses = IdentifierUse.objects.filter(person=person)
    return [
        {name: str(getattr(person, name)) for name in fields},
        list(names.values_list("kind", "text", "folded", "position")),
        list(uses.values_list("identifier", "role", "as_written", "country", "source")),
        list(keys),
        Compared.objects.get(person=person).digest,
        Awaiting.objects.filter(person=person).exists(),
    ]


def test_many_are_written_as_one_by_one(case):
    row = a_row(sex="female", citizenships=["MY"], remarks="Calm")

    one = services.record_person(case, **row)
    (many,) = services.record_people(case, [row])

    one.refresh_from_db()
    many.refresh_from_db()
    assert said_of(one) == said_of(many)
    assert many.pgh_event_model.objects.filter(pgh_obj=many.pk, pgh_label="insert").exists()


def test_many_are_written_while_names_are_read_with_the_spellings_of_the_base(case, monkeypatch):
    monkeypatch.setattr(tables, "shelf", None)
    tables.use(services.Kept())

    (person,) = services.record_people(case, [a_row()])

    assert LinkKey.objects.filter(person=person, key__startswith="name:").exists()


def test_a_number_that_several_have_is_one_identifier(case):
    services.record_people(case, [a_row(), a_row(), a_row(number=1)])

    assert Identifier.objects.count() == 2
    assert IdentifierUse.objects.count() == 3


def test_five_hundred_cost_as_many_queries_as_five(case):
    def queries(rows):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            victims.register_many(case, rows)
        return len(captured)

    assert queries([a_row(n) for n in range(5)]) == queries([a_row(n) for n in range(5, 505)])
    assert Victim.objects.count() == 505


def test_a_fact_that_cannot_be_refuses_all(case):
    with pytest.raises(ValidationError):
        victims.register_many(case, [a_row(), a_row(sex="blue")])
    with pytest.raises(ValidationError):
        victims.register_many(case, [a_row(), a_row(status="Maybe")])

    assert not Person.objects.exists()


def matches():
    return {(match.left_id, match.right_id): match.reasons for match in Match.objects.all()}


def test_many_are_linked_as_one_by_one(case):
    before = services.record_person(case, **a_row(number=3))
    linking.link(before.pk)
    rows = [a_row(n % 4) for n in range(8)]
    people = [person.pk for person in services.record_people(case, rows)]

    steps = []
    linking.link_new(people, lambda done, of: steps.append((done, of)))
    at_once = matches()
    Awaiting.objects.bulk_create(Awaiting(person_id=pk) for pk in people)
    for person in people:
        linking.link(person)

    assert len(at_once) >= 6
    assert at_once == matches()
    assert steps == [(8, 8)]
    assert not Awaiting.objects.exists()


def test_linking_in_parts_finds_every_pair_across_them(case, monkeypatch):
    monkeypatch.setattr("linking.services.matching.AT_ONCE", 3)
    people = [one.pk for one in services.record_people(case, [a_row(n % 4) for n in range(8)])]

    linking.link_new(people, lambda done, of: None)

    assert {frozenset(pair) for pair in matches()} >= {
        frozenset((people[n], people[n + 4])) for n in range(4)
    }
