"""Who is worth comparing with a person, and what the model in force says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from math import log2
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

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
#: Of many at once fewer: what comes after shares one common name with them, and nothing else.
MOST_OF_MANY = 60
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
    mine = facts_of([person_id])[person_id]
    return {
        one.person_id: compare(model, base, mine, one.facts, one.sharing)
        for one in found
        if weigh(model, base, mine, one.facts, one.sharing, model.possible)
    }


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
    base = Base(records(), counts_of(sorted(set().union(*both.values()))))
    return {
        (one, other): compare(model, base, facts[one], facts[other], sharing(base, common))
        for (one, other), common in both.items()
    }


def comparison(one: UUID, other: UUID) -> Comparison:
    """What the model says of a pair."""
    return comparisons([(one, other)])[one, other]


def facts_of(people: list[UUID]) -> dict[UUID, Facts]:
    """As they were last written; read from the records themselves where they never were."""
    kept = Compared.objects.filter(pk__in=people).values_list("pk", "facts")
    found = {pk: Facts.from_json(facts) for pk, facts in kept}
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


def candidates(person_id: UUID) -> tuple[Base, list[Candidate]]:
    """Those to compare a person with, and what is known of the base for it."""
    mine = list(LinkKey.objects.filter(person=person_id).values_list("key", flat=True))
    base = Base(records(), counts_of(mine))
    shared = holders([key for key in mine if base.counts[key] <= BLOCK_CAP], besides=person_id)
    chosen = _chosen(base, shared)
    named = holders([key for key in mine if key.startswith(NAME)], among=chosen)
    facts = dict(Compared.objects.filter(pk__in=chosen).values_list("pk", "facts"))
    return base, [
        Candidate(other, Facts.from_json(facts[other]), sharing(base, named.get(other, EMPTY)))
        for other in chosen
        if other in facts
    ]


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
    kept = Compared.objects.filter(pk__in=people).values_list("pk", "facts")
    return [Asked(Facts.from_json(facts), frozenset(keys[pk]), pk) for pk, facts in kept]


def proposals_of_many(
    asked: Sequence[Asked],
    *,
    floor: float,
    among: QuerySet[Person] | None = None,
    besides: Set[UUID] = frozenset(),
) -> Iterator[tuple[int, UUID, Comparison]]:
    """(place, candidate, comparison) of whoever reaches the floor with one of those asked for.

    As many queries for 500 as for 5. Two of those asked for who are both in the base are compared
    once. `among` says who may be proposed, without it everybody; nobody of `besides` is.
    """
    model = current()
    counts = counts_of(sorted(set().union(*(one.keys for one in asked))))
    base = Base(records(), counts)
    having, facts, named = _met(base, among)
    for pk in besides:
        facts.pop(pk, None)
    for place, one in enumerate(asked):
        # Whoever comes later is compared with everybody but those before.
        if one.pk:
            facts.pop(one.pk, None)
        shared: dict[UUID, set[str]] = defaultdict(set)
        for key in one.keys:
            for other in having.get(key, ()):
                if other in facts:
                    shared[other].add(key)
        for other in _chosen(base, shared, most=MOST_OF_MANY):
            alike = sharing(base, shared[other] | (named.get(other, EMPTY) & one.keys))
            alike += bool(alike and one.pk is None)  # The one asked for shares it too.
            if weigh(model, base, one.facts, facts[other], alike, floor):
                yield place, other, compare(model, base, one.facts, facts[other], alike)


def _met(
    base: Base, among: QuerySet[Person] | None
) -> tuple[dict[str, list[UUID]], dict[UUID, Facts], dict[UUID, set[str]]]:
    """Key → who has it, of each what is compared, and which of the commonest names they have."""
    counts = base.counts
    few = holders([key for key, number in counts.items() if 0 < number <= BLOCK_CAP])
    having: dict[str, list[UUID]] = defaultdict(list)
    for person, shared in few.items():
        for key in shared:
            having[key].append(person)
    rows = Compared.objects.filter(person__in=list(few))
    rows = rows if among is None else rows.filter(person__in=among)
    facts = {pk: Facts.from_json(kept) for pk, kept in rows.values_list("pk", "facts")}
    many = [key for key in counts if key.startswith(NAME) and counts[key] > BLOCK_CAP]
    return having, facts, holders(many, among=list(facts))


def _chosen(base: Base, shared: dict[UUID, set[str]], *, most: int = MOST) -> list[UUID]:
    """Those who share the most, and the rarest."""
    if len(shared) <= most:
        return list(shared)
    return sorted(shared, key=lambda other: (-_promise(base, shared[other]), other))[:most]


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
