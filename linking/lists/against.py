"""A list against the base: each row as if it were saved, but nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from linking.candidates import Asked, proposals_of_many
from linking.lists.reading import Listed
from linking.model import Comparison, keys_of
from people.models import Person

AT_ONCE = 1_000

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
    *,
    floor: float,
    progress: Progress = lambda done, of: None,
) -> Iterator[InBase]:
    """Every row with every one of `people` who reaches the floor with it."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        asked = [Asked(row.facts, frozenset(keys_of(row.facts))) for row in some]
        found = list(proposals_of_many(asked, floor=floor, among=people))
        refs = dict(people.filter(pk__in={pk for _, pk, _ in found}).values_list("pk", "ref"))
        for place, pk, comparison in found:
            yield InBase(some[place].id, refs[pk], comparison)
        progress(start + len(some), len(rows))
