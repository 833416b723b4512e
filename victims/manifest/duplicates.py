"""Who of a file may be in it twice, or in the base: the one model, in bulk; nothing is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from accounts.models import User
from linking import hints, lists
from linking.candidates import Asked, proposals_of_many
from linking.current import current
from linking.model import Base, Comparison, Facts, compare, keys_of
from victims.models import ManifestDuplicate, ManifestRow

AT_ONCE = 1_000
#: Of the pairs that only cruder keys make so many are compared: all of them in a list of hundreds.
MOST_WIDE = 20_000
SAME_LINE = "Every value is the same"

Progress = Callable[[int, int], None]


def in_file(
    rows: Sequence[ManifestRow], facts: Sequence[Facts], progress: Progress
) -> Iterator[ManifestDuplicate]:
    """Rows that may be one person, said of either."""
    model, base = current(), Base(len(rows), {})
    same = {frozenset(pair) for pair in _same_lines(rows)}
    found = lists.within(facts, model, floor=model.possible, most_wide=MOST_WIDE, progress=progress)
    for one in found:
        result = compare(model, base, facts[one.left], facts[one.right], one.sharing)
        pair = frozenset((one.left, one.right))
        why = SAME_LINE if pair in same else why_of(result)
        same.discard(pair)
        yield from _both(rows[one.left], rows[one.right], result.weight, why)
    for left, right in map(sorted, same):
        yield from _both(rows[left], rows[right], model.match, SAME_LINE)


def in_base(
    rows: Sequence[ManifestRow], facts: Sequence[Facts], user: User, progress: Progress
) -> Iterator[ManifestDuplicate]:
    """Rows that may be somebody of whom a match would be told to the user."""
    floor, people = current().possible, hints.spoken_of_to(user)
    for start in range(0, len(rows), AT_ONCE):
        some = facts[start : start + AT_ONCE]
        asked = [Asked(one, frozenset(keys_of(one))) for one in some]
        for place, person, result in proposals_of_many(asked, floor=floor, among=people):
            yield ManifestDuplicate(
                row=rows[start + place],
                person_id=person,
                weight=result.weight,
                why=why_of(result),
            )
        progress(start + len(some), len(rows))


def why_of(result: Comparison) -> str:
    """What speaks for the two being one, the weightiest first."""
    said = [one for one in result.reasons if one.weight > 0 and one.field not in hints.NO_REASONS]
    return "; ".join(one.words for one in sorted(said, key=lambda one: -one.weight))


def _same_lines(rows: Sequence[ManifestRow]) -> Iterator[tuple[int, int]]:
    """Each row that says what an earlier one says, with the last of those."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.digest].append(place)
    for same in places.values():
        yield from pairwise(same)


def _both(
    one: ManifestRow, other: ManifestRow, weight: float, why: str
) -> Iterator[ManifestDuplicate]:
    yield ManifestDuplicate(row=one, other=other, weight=weight, why=why)
    yield ManifestDuplicate(row=other, other=one, weight=weight, why=why)
