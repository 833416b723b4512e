"""Houses and compounds: one place may have several names, and a point on the map for each case.

Two are the same where name and country are, unless their points lie far apart; or where their
points lie close together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import asin, cos, floor, radians, sin, sqrt

from django_countries import countries

from cases.models import Case, Place, PlaceKind
from linking.crossrefs import Fact, SharedKind
from linking.weighing import Entry, Likeness
from people.normalise import fold

#: Points so close are one compound; so far apart they are two, whatever they are called.
NEAR, APART = 200.0, 2_000.0
METRES_A_DEGREE = 111_320.0
#: Places through which everybody comes.
PASSED_THROUGH = (PlaceKind.AIRPORT, PlaceKind.BORDER_POST, PlaceKind.SHELTER, PlaceKind.TOWN)
#: What a name is made of that names nothing.
GENERIC = frozenset(
    "the a an of in at on and casino building block floor house hotel home apartment unit rumah "
    "bangunan casa edificio compound centre center office entertainment place unknown".split()
)

Point = tuple[float, float]


def sites(case: Case) -> Iterator[Fact]:
    """Houses, compounds, offices of the case, by name and by where they lie."""
    for place in Place.objects.filter(case=case):
        yield from facts_of_place(place)


def facts_of_place(place: Place, people: Iterable[str] = ()) -> Iterator[Fact]:
    """The values of one place, with those who were held there."""
    if place.kind in PASSED_THROUGH:
        return
    names, point = list(dict.fromkeys(_names(place))), _point(place)
    words = f"{place.name}, {countries.name(place.country)}"
    detail = {"point": point, "names": names}
    for value in [*names, *_cells(point)]:
        yield Fact(SharedKind.SITE, value, place.ref, words, tuple(people), detail)


def same_site(left: Entry, right: Entry) -> Likeness | None:
    named_alike = bool({*left["detail"]["names"]} & {*right["detail"]["names"]})
    metres = _between(left["detail"]["point"], right["detail"]["point"])
    if not named_alike and (metres is None or metres > NEAR):
        return None
    if metres is not None and metres > APART:
        return None
    names = " and ".join(dict.fromkeys([left["words"], right["words"]]))
    how = "the same name and country" if named_alike else ""
    if metres is not None and metres <= NEAR:
        how = f"{how}; {metres:.0f} m apart" if how else f"{metres:.0f} m apart"
    return Likeness(8 if named_alike and metres is not None else 6, f"{names} ({how})")


def _names(place: Place) -> Iterator[str]:
    """The whole name, and what comes before a comma or bracket: “KK Park, gate 3”."""
    for text in dict.fromkeys([place.name, re.split(r"[,(;–]", place.name)[0]]):
        words = fold(text).split()
        if not {*words} <= GENERIC:
            yield f"{' '.join(word for word in words if word not in GENERIC)}|{place.country}"


def _point(place: Place) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return float(place.latitude), float(place.longitude)


def _cells(point: Point | None) -> Iterator[str]:
    """The squares of a grid that the point's own square of half the side touches, four at most: the
    squares of two points that are near each other overlap, so that they have one in common."""
    if point is None:
        return
    latitude, longitude = point
    for row in _spanned(latitude * METRES_A_DEGREE):
        # All points of a row count its degrees of longitude alike.
        width = METRES_A_DEGREE * cos(radians(row * NEAR / METRES_A_DEGREE))
        for column in _spanned(longitude * width):
            yield f"@{row}:{column}"


def _spanned(metres: float) -> range:
    first, last = (floor((metres + half) / NEAR) for half in (-NEAR / 2, NEAR / 2))
    return range(first, last + 1)


def _between(one: Point | None, other: Point | None) -> float | None:
    """Metres on the globe; nothing where a point is unknown."""
    if not one or not other:
        return None
    (lat1, lon1), (lat2, lon2) = (map(radians, point) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_000 * asin(min(1.0, sqrt(half)))
