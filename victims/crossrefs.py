"""What victims' journeys say about which cases belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from cases.models import Case
from core.dates import PartialDate
from linking.crossrefs import Shared, SharedKind
from victims.models import JourneyLeg

SAME_FLIGHT = 4.0


def flights(case: Case) -> Iterator[Shared]:
    """Flights that people of both cases really took on the same day."""
    taken = JourneyLeg.objects.filter(is_planned=False).exclude(flight="")
    here = taken.of_case(case).values("flight")
    rows = taken.filter(flight__in=here).values_list(
        "flight", "departed_on", "arrived_on", "victim__person__case", "victim__person__ref"
    )
    shared: dict[tuple[str, PartialDate], dict[UUID, list[str]]] = defaultdict(dict)
    for flight, departed, arrived, of_case, ref in rows:
        if (day := departed or arrived) and day.day:
            shared[flight, day].setdefault(of_case, []).append(ref)
    for (flight, day), sides in shared.items():
        for other, refs in sides.items():
            if other != case.pk and case.pk in sides:
                words = f"Flight {flight} of {day.words} in both"
                yield Shared(
                    other, SharedKind.FLIGHT, SAME_FLIGHT, words, sorted([*sides[case.pk], *refs])
                )
