"""What victims may be met by: the flights that they took, the sites where they were held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.models import Place
from core.dates import PartialDate
from linking.sites import PASSED_THROUGH, facts_of_place
from people.models import Person
from victims.models import JourneyLeg


def flights(person: Person) -> Iterator[str]:
    """Each flight that the person really took, with its day. Whoever is not saved took none."""
    if person._state.adding:
        return
    taken = JourneyLeg.objects.filter(victim__person=person, is_planned=False).exclude(flight="")
    for flight, departed, arrived in taken.values_list("flight", "departed_on", "arrived_on"):
        yield from flight_key(flight, departed or arrived)


def flight_key(flight: str, day: PartialDate | None) -> Iterator[str]:
    """Nothing where the day is not known: a flight number flies every week."""
    if day and day.day:
        yield f"flight:{re.sub(r'[^0-9A-Z]', '', flight.upper())}+{day.earliest.isoformat()}"


def sites(person: Person) -> Iterator[str]:
    """Where the person was held, by each name of the site and by where it lies."""
    if person._state.adding:
        return
    held = Place.objects.filter(periods__victim__person=person).distinct()
    for place in held.exclude(kind__in=PASSED_THROUGH):
        yield from (f"site:{fact.value}" for fact in facts_of_place(place))
