"""Who is worth comparing with a person, and what the model in force says of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log2
from uuid import UUID

from django.db import connection

from linking import keys
from linking.current import current, records
from linking.model import Base, Comparison, Facts, compare, weigh
from linking.model.facts import EMPTY
from linking.models import Compared, LinkKey
from people.models import Person

#: A key that more records have tells none of them apart; its block is not compared.
BLOCK_CAP = 500
#: Of those who share a key, so many are compared: those who share the most, and the rarest.
MOST = 300
NAME = "name:"


@dataclass(frozen=True, slots=True)
class Candidate:
    person_id: UUID
    facts: Facts
    #: How many records have the rarest name key that both have; 0 where they have none in common.
    sharing: int


def proposals(person_id: UUID) -> dict[UUID, Comparison]:
    """Candidate → comparison, for those that reach the weight to be proposed."""
    model = current()
    base, found = candidates(person_id)
    mine = facts_of(person_id)
    return {
        one.person_id: compare(model, base, mine, one.facts, one.sharing)
        for one in found
        if weigh(model, base, mine, one.facts, one.sharing, model.possible)
    }


Pairs = list[tuple[UUID, UUID]]


def comparisons(pairs: Pairs) -> dict[tuple[UUID, UUID], Comparison]:
    """What the model says of many pairs; as many queries as for one."""
    model, people = current(), list({person for pair in pairs for person in pair})
    facts = dict(Compared.objects.filter(pk__in=people).values_list("pk", "facts"))
    names = LinkKey.objects.filter(person__in=people, key__startswith=NAME)
    heard: dict[UUID, set[str]] = defaultdict(set)
    for person, key in names.values_list("person_id", "key"):
        heard[person].add(key)
    base = Base(records(), counts_of(sorted(set().union(*heard.values()))))
    return {
        (one, other): compare(
            model,
            base,
            Facts.from_json(facts[one]),
            Facts.from_json(facts[other]),
            sharing(base, heard[one] & heard[other]),
        )
        for one, other in pairs
    }


def comparison(one: UUID, other: UUID) -> Comparison:
    """What the model says of a pair, whether or not it would propose it."""
    mine = LinkKey.objects.filter(person=one).values("key")
    common = LinkKey.objects.filter(person=other, key__in=mine).values_list("key", flat=True)
    base = Base(records(), counts_of(list(common)))
    return compare(current(), base, facts_of(one), facts_of(other), sharing(base, set(base.counts)))


def facts_of(person_id: UUID) -> Facts:
    """As they were last written; read from the record itself where they never were."""
    if kept := Compared.objects.filter(pk=person_id).first():
        return Facts.from_json(kept.facts)
    return keys.facts(Person.objects.for_detail().get(pk=person_id))


def counts_of(keys: list[str]) -> dict[str, int]:
    """Key → how many records have it, counted up to one above the cap."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT mine.key, (
                SELECT count(*) FROM (
                    SELECT 1 FROM linking_linkkey WHERE key = mine.key LIMIT %s
                ) AS block
            ) FROM unnest(%s::text[]) AS mine(key)
            """,
            [BLOCK_CAP + 1, keys],
        )
        return dict(cursor.fetchall())


def candidates(person_id: UUID) -> tuple[Base, list[Candidate]]:
    """Those to compare a person with, and what is known of the base for it."""
    mine = list(LinkKey.objects.filter(person=person_id).values_list("key", flat=True))
    base = Base(records(), counts_of(mine))
    shared = holders([key for key in mine if base.counts[key] <= BLOCK_CAP], besides=person_id)
    chosen = sorted(shared, key=lambda other: (-_promise(base, shared[other]), other))[:MOST]
    named = holders([key for key in mine if key.startswith(NAME)], among=chosen)
    facts = dict(Compared.objects.filter(pk__in=chosen).values_list("pk", "facts"))
    return base, [
        Candidate(other, Facts.from_json(facts[other]), sharing(base, named.get(other, EMPTY)))
        for other in chosen
        if other in facts
    ]


def holders(
    keys: list[str], *, besides: UUID | None = None, among: list[UUID] | None = None
) -> dict[UUID, set[str]]:
    """Person → which of the keys the person has."""
    rows = LinkKey.objects.filter(key__in=keys).exclude(person=besides)
    rows = rows if among is None else rows.filter(person__in=among)
    found: dict[UUID, set[str]] = defaultdict(set)
    for person, key in rows.values_list("person_id", "key"):
        found[person].add(key)
    return found


def _promise(base: Base, keys: set[str]) -> float:
    return sum(log2(base.records / base.counts[key]) for key in keys)


def sharing(base: Base, keys: set[str] | frozenset[str]) -> int:
    """How many records have the rarest of the name keys; 0 where none is among them."""
    return min((base.counts[key] for key in keys if key.startswith(NAME)), default=0)
