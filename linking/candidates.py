"""Who is worth comparing with a person, and what the model in force says of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from math import log2
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from linking import keys
from linking.current import current, records
from linking.model import Base, Comparison, Facts, compare, weigh
from linking.models import LinkKey
from people.models import Person

#: A key that more records have tells none of them apart; its block is not compared.
BLOCK_CAP = 500
#: Of those who share a key, so many are compared: those who share the most, and the rarest.
MOST = 300
#: Of many at once fewer: what comes after shares one common name with them, and nothing else.
MOST_OF_MANY = 60
NAME = "name:"


def proposals(person_id: UUID) -> dict[UUID, Comparison]:
    """Candidate → comparison, for those that reach the weight to be proposed."""
    floor, asked = current().possible, asked_of([person_id])
    found = proposals_of_many(asked, floor=floor, most=MOST)
    return {other: comparison for _, other, comparison in found}


Ids = tuple[UUID, UUID]
Pairs = list[Ids]


def comparisons(pairs: Pairs) -> dict[Ids, Comparison]:
    """What the model says of pairs, whether or not it would propose them; as many queries for all
    of them as for one."""
    model, people = current(), list({person for pair in pairs for person in pair})
    facts = facts_of(people)
    heard: dict[UUID, set[str]] = defaultdict(set)
    names = LinkKey.objects.filter(person__in=people, key__startswith=NAME)
    for person, key in names.values_list("person_id", "key"):
        heard[person].add(key)
    both = {(one, other): heard[one] & heard[other] for one, other in pairs}
    base = Base(records(model), counts_of(sorted(set().union(*both.values()))))
    return {
        (one, other): compare(model, base, facts[one], facts[other], sharing(base, common))
        for (one, other), common in both.items()
    }


def comparison(one: UUID, other: UUID) -> Comparison:
    """What the model says of a pair."""
    return comparisons([(one, other)])[one, other]


def facts_of(people: list[UUID]) -> dict[UUID, Facts]:
    """As they were last written; read from the records themselves where they never were."""
    found = _kept(people)
    others = Person.objects.for_detail().filter(pk__in=[pk for pk in people if pk not in found])
    return found | {person.pk: keys.facts(person) for person in others}


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


@dataclass(frozen=True, slots=True)
class Asked:
    """Whoever is to be compared with the base; of those who are in it themselves, with `pk`."""

    facts: Facts
    keys: frozenset[str]
    pk: UUID | None = None


def asked_of(people: Sequence[UUID]) -> list[Asked]:
    """Those of `people` who are in the base, with what was written of them."""
    keys: dict[UUID, set[str]] = defaultdict(set)
    for person, key in LinkKey.objects.filter(person__in=people).values_list("person_id", "key"):
        keys[person].add(key)
    return [Asked(facts, frozenset(keys[pk]), pk) for pk, facts in _kept(people).items()]


def proposals_of_many(
    asked: Sequence[Asked],
    *,
    floor: float,
    among: QuerySet[Person] | None = None,
    besides: Set[UUID] = frozenset(),
    most: int = MOST_OF_MANY,
) -> Iterator[tuple[int, UUID, Comparison]]:
    """(place, candidate, comparison) of whoever reaches the floor with one of those asked for.

    As many queries for 500 as for 5. Two of those asked for who are both in the base are compared
    once. `among` says who may be proposed, without it everybody; nobody of `besides` is.
    """
    model = current()
    counts = counts_of(sorted(set().union(*(one.keys for one in asked))))
    base = Base(records(model), counts)
    chosen = _chosen(base, asked, among, besides, most)
    facts = _kept(list({other for others in chosen.values() for other, _ in others}))
    frequent = _frequent_in_common(base, asked, chosen)
    for place, others in chosen.items():
        one = asked[place]
        for other, rarest in others:
            if other not in facts:
                continue  # Removed meanwhile.
            alike = rarest or frequent.get((place, other), 0)
            alike += bool(alike and one.pk is None)  # The one asked for shares it too.
            if weigh(model, base, one.facts, facts[other], alike, floor):
                yield place, other, compare(model, base, one.facts, facts[other], alike)


#: Of those who share a key with one asked for, at most so many: who share the most, and the
#: rarest; and how many records have the rarest name key in common. Whoever is asked for later is
#: compared with everybody but those before.
CHOSEN = """
    WITH mine AS (
        SELECT * FROM unnest(%s::int[], %s::text[], %s::int[], %s::int[])
        AS mine (place, key, bits, sharing)
    ), asked AS (
        SELECT * FROM unnest(%s::int[], %s::uuid[]) AS asked (place, person_id)
    ), met AS (
        SELECT mine.place, person_id, sum(bits) AS bits, min(sharing) AS sharing
        FROM mine JOIN linking_linkkey USING (key) GROUP BY mine.place, person_id
    ), ranked AS (
        SELECT met.place, person_id, sharing,
            row_number() OVER (PARTITION BY met.place ORDER BY bits DESC, person_id) AS rank
        FROM met LEFT JOIN asked USING (person_id)
        WHERE (asked.place IS NULL OR asked.place > met.place) AND person_id <> ALL (%s) {told}
    )
    SELECT place, person_id, sharing FROM ranked WHERE rank <= %s ORDER BY place, rank
"""
#: That somebody is one of those who may be proposed. The planner takes the second to be dear each
#: time, and reads all the base for the first, which pays only where many are asked for.
TOLD = "AND person_id IN ({told})"
TOLD_OF_FEW = "AND (SELECT TRUE FROM ({told}) AS told (id) WHERE told.id = person_id)"
FEW = 20
#: Place of one asked for → (candidate, how many have the rarest name key of both).
Chosen = dict[int, list[tuple[UUID, int]]]


def _chosen(
    base: Base,
    asked: Sequence[Asked],
    among: QuerySet[Person] | None,
    besides: Set[UUID],
    most: int,
) -> Chosen:
    """Whom to compare with each of them, the most promising first; 0 instead of how many have a
    name where none, or a frequent one, is common."""
    bits = {  # In thousandths: the sum of whole numbers is the same in any order.
        key: int(1000 * log2(base.records / count))
        for key, count in base.counts.items()
        if 0 < count <= BLOCK_CAP
    }
    mine = [(place, key) for place, one in enumerate(asked) for key in one.keys & bits.keys()]
    known = [(place, one.pk) for place, one in enumerate(asked) if one.pk]
    told, which = _only(among, TOLD_OF_FEW if len(asked) <= FEW else TOLD)
    chosen: Chosen = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            CHOSEN.format(told=told),
            [
                [place for place, _ in mine], [key for _, key in mine],
                [bits[key] for _, key in mine],
                [base.counts[key] if key.startswith(NAME) else None for _, key in mine],
                [place for place, _ in known], [pk for _, pk in known],
                list(besides), *which, most,
            ],
        )  # fmt: skip
        for place, person, rarest in cursor:
            chosen[place].append((person, rarest or 0))
    return chosen


def _only(among: QuerySet[Person] | None, condition: str) -> tuple[str, tuple[Any, ...]]:
    """The condition that somebody is of them, and its parameters."""
    if among is None:
        return "", ()
    try:
        told, which = among.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "AND FALSE", ()
    return condition.format(told=told), which


def _kept(people: Sequence[UUID]) -> dict[UUID, Facts]:
    """Person → facts as they were last written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, facts FROM linking_compared WHERE person_id = ANY (%s)",
            [list(people)],
        )
        return {pk: Facts.from_json(json.loads(facts)) for pk, facts in cursor}


def _frequent_in_common(
    base: Base, asked: Sequence[Asked], chosen: Chosen
) -> dict[tuple[int, UUID], int]:
    """(place, candidate) → how many have the name key of both, where only frequent ones may be."""
    rows = [
        (place, other, key)
        for place, others in chosen.items()
        for key in asked[place].keys
        if key.startswith(NAME) and base.counts[key] > BLOCK_CAP
        for other, rarest in others
        if not rarest
    ]
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT place, person_id, key
            FROM unnest(%s::int[], %s::uuid[], %s::text[]) AS asked (place, person_id, key)
            JOIN linking_linkkey USING (person_id, key)
            """,
            list(map(list, zip(*rows, strict=True))),
        )
        return {(place, person): base.counts[key] for place, person, key in cursor}


def sharing(base: Base, keys: set[str] | frozenset[str]) -> int:
    """How many records have the rarest of the name keys; 0 where none is among them."""
    return min((base.counts[key] for key in keys if key.startswith(NAME)), default=0)
