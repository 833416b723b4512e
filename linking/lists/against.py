"""A list against the base: each row as if it were saved, but nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from linking.candidates import BLOCK_CAP, NAME, counts_of, holders, sharing
from linking.current import records
from linking.lists.reading import Listed
from linking.model import Base, Comparison, Facts, Model, compare, keys_of, weigh
from linking.models import Compared
from people.models import Person

AT_ONCE = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class InBase:
    """A row of a list that may be somebody in the base."""

    id: str
    ref: str
    comparison: Comparison


def against_base(
    rows: Sequence[Listed],
    people: QuerySet[Person],
    model: Model,
    *,
    floor: float,
    progress: Progress = lambda done, of: None,
) -> Iterator[InBase]:
    """Every row with every one of `people` who reaches the floor with it."""
    size = records()
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        yield from _some(some, people, model, size, floor)
        progress(start + len(some), len(rows))


def _some(
    rows: Sequence[Listed], people: QuerySet[Person], model: Model, size: int, floor: float
) -> Iterator[InBase]:
    keys = [keys_of(row.facts) for row in rows]
    base = Base(size, counts_of(sorted(set().union(*keys))))
    of_person = holders([key for key, number in base.counts.items() if 0 < number <= BLOCK_CAP])
    named = holders([key for key in base.counts if key.startswith(NAME)], among=list(of_person))
    known = _known(set(of_person), people)
    for row, own in zip(rows, keys, strict=True):
        for other in (other for other in known if of_person[other] & own):
            ref, facts = known[other]
            # The row itself is one more of those who share the name.
            alike = sharing(base, named[other] & own)
            alike += bool(alike)
            if weigh(model, base, row.facts, facts, alike, floor):
                yield InBase(row.id, ref, compare(model, base, row.facts, facts, alike))


def _known(ids: set[UUID], people: QuerySet[Person]) -> dict[UUID, tuple[str, Facts]]:
    rows = Compared.objects.filter(person__in=people.filter(pk__in=ids))
    found = rows.values_list("person_id", "person__ref", "facts")
    return {pk: (ref, Facts.from_json(facts)) for pk, ref, facts in found}
