"""Whether what two records say has changed since a verdict on them.

The first half of a pair's digest is of the left record, the second half of the right one.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linking.models import Compared

Ids = tuple[UUID, UUID]
HALF = 16


def digests(pairs: Iterable[Ids]) -> dict[Ids, str]:
    """Pair → digest of what is compared of both; empty where a record was never read for it."""
    pairs = list(pairs)
    people = {person for pair in pairs for person in pair}
    of = dict(Compared.objects.filter(pk__in=people).values_list("pk", "digest"))
    return {
        (left, right): of[left] + of[right] if left in of and right in of else ""
        for left, right in pairs
    }


def changed_sides(then: str, now: str) -> tuple[bool, bool]:
    """Whether the left and the right record changed; a digest never taken tells nothing."""
    if not (then and now):
        return False, False
    return then[:HALF] != now[:HALF], then[HALF:] != now[HALF:]
