"""The review queue as one reader filtered and ordered it: what comes before and after a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from linking.filters import MatchFilter, query_of
from linking.models import Match
from linking.tables import MatchTable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match stands in the queue; `query` carries the filters from page to page."""

    previous: str
    next: str
    next_open: str
    query: str

    def url(self, base: str) -> str:
        return f"{base}?{self.query}" if self.query else base


def place_of(match: Match, request: HttpRequest) -> Place:
    """The references around `match`; empty where there is none.

    A match that has left the queue, judged by somebody else meanwhile, is followed by the first.
    """
    rows = _rows(request)
    refs = [ref for ref, _ in rows]
    here = refs.index(match.ref) if match.ref in refs else -1
    # Round the end, so that a queue begun in the middle is finished too.
    after = [*rows[here + 1 :], *rows[: max(here, 0)]]
    return Place(
        previous=refs[here - 1] if here > 0 else "",
        next=refs[here + 1] if here + 1 < len(refs) else "",
        next_open=next((ref for ref, waits in after if waits), ""),
        query=query_of(request),
    )


def _rows(request: HttpRequest) -> list[tuple[str, bool]]:
    """(reference, whether it waits for this reader) of the whole queue, in the screen's order.

    What the reader gave the first opinion on waits for somebody else.
    """
    user: Any = request.user
    matches = Match.objects.visible_to(user)
    chosen = MatchFilter(request.GET, queryset=matches, request=request)
    rows = chosen.qs if chosen.form.is_valid() else matches.none()
    table = MatchTable(rows, order_by=request.GET.getlist("sort"))
    found = table.data.data.values_list("ref", "answer", "pending__by")
    return [(ref, not answer and first != user.pk) for ref, answer, first in found]
