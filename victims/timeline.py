"""What the timeline of a case tells of the ways of its victims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from cases.models import Case
from cases.timeline import Event
from victims.models import JourneyLeg


def journeys(case: Case, user: User) -> Iterable[Event]:
    """Each leg on its day; those who travelled together are one entry, with how many they were."""
    if not user.has_perm("victims.view_journeyleg"):
        return
    legs = JourneyLeg.objects.visible_to(user).of_case(case).select_related("victim__person")
    together = defaultdict(list)
    for leg in legs:
        if day := leg.departed_on or leg.arrived_on:
            together[day, leg.flight, leg.is_planned, str(leg)].append(leg)
    for (day, flight, is_planned, way), party in together.items():
        yield Event(
            at=str(day),
            at_text=day.words,
            icon="plane" if flight else "route",
            title=f"{'Planned: ' if is_planned else ''}{way}",
            text=", ".join(filter(None, [_who(party, user), flight])),
            url=reverse("victims:story", args=[party[0].victim.ref]) if len(party) == 1 else "",
        )


def _who(party: list[JourneyLeg], user: User) -> str:
    return f"{len(party)} people" if len(party) > 1 else party[0].victim.name_for(user)
