"""Ways of victims as a picture: stops in a column for each country, an arrow for each leg.

A schematic, drawn on the server: it needs no map of the world, no script, and it can be read
beside the table of the same legs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten, wrap

from django_countries import countries

from victims.models import JourneyLeg

WIDTH, HEIGHT, ACROSS, DOWN, HEAD, EDGE = 168, 46, 112, 44, 34, 12
LANE = 24
#: Countries that were only planned stand to the right of those that were reached.
PLANNED_ONLY = 1_000

Stop = tuple[str, str]  # place, country


@dataclass(frozen=True, slots=True)
class Flow:
    """All who were to take, or took, the same leg."""

    start: Stop
    end: Stop
    is_planned: bool
    people: int
    flights: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.people}" if self.people > 1 else ", ".join(self.flights)


@dataclass(slots=True)
class Box:
    lines: list[str]
    title: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Each line of the name with the height at which it stands."""
        first = self.middle + 4 - 7 * (len(self.lines) - 1)
        return [(first + 15 * number, line) for number, line in enumerate(self.lines)]

    @property
    def text_x(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    path: str
    is_planned: bool
    label: str
    x: int
    y: int


@dataclass(slots=True)
class Picture:
    width: int
    height: int
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    heads: list[tuple[int, str]] = field(default_factory=list)


def flows(legs: Iterable[JourneyLeg]) -> list[Flow]:
    """The legs of everybody, those of the same way counted together, in the order of travel."""
    people: dict[tuple[Stop, Stop, bool], set[object]] = defaultdict(set)
    flights: dict[tuple[Stop, Stop, bool], set[str]] = defaultdict(set)
    for leg in legs:
        way = (
            (leg.from_place, str(leg.from_country)),
            (leg.to_place, str(leg.to_country)),
            leg.is_planned,
        )
        people[way].add(leg.victim_id)
        flights[way] |= {leg.flight} - {""}
    return [Flow(*way, len(who), tuple(sorted(flights[way]))) for way, who in people.items()]


def draw(ways: Sequence[Flow]) -> Picture | None:
    """The picture of these legs; nothing where there is none."""
    if not ways:
        return None
    columns = _columns(ways)
    boxes = {
        stop: _box(stop, column, row)
        for column, stops in enumerate(columns)
        for row, stop in enumerate(stops)
    }
    bottom = HEAD + max(map(len, columns)) * (HEIGHT + DOWN) - DOWN + EDGE
    lanes = [way for way in ways if _needs_lane(boxes[way.start], boxes[way.end])]
    picture = Picture(
        width=2 * EDGE + len(columns) * (WIDTH + ACROSS) - ACROSS,
        height=bottom + LANE * len(lanes) + EDGE,
        boxes=list(boxes.values()),
        heads=[(boxes[stops[0]].text_x, countries.name(stops[0][1])) for stops in columns],
    )
    for way in ways:
        lane = bottom + LANE * lanes.index(way) + LANE // 2 if way in lanes else None
        picture.arrows.append(_arrow(way, boxes[way.start], boxes[way.end], lane))
    return picture


def _columns(ways: Sequence[Flow]) -> list[list[Stop]]:
    """The stops of each country, countries from left to right as people come through them."""
    ranks = _ranks(ways)
    by_country: dict[str, list[Stop]] = defaultdict(list)
    for stop in sorted(ranks, key=lambda stop: (ranks[stop], stop)):
        by_country[stop[1]].append(stop)
    return sorted(by_country.values(), key=lambda stops: ranks[stops[0]])


def _ranks(ways: Sequence[Flow]) -> dict[Stop, int]:
    """How many legs after the first stop each lies; a way that leads back changes nothing."""
    ranks: dict[Stop, int] = {}
    for planned in (False, True):
        for way in (way for way in ways if way.is_planned is planned):
            start = ranks.setdefault(way.start, 0)
            ranks.setdefault(way.end, start % PLANNED_ONLY + 1 + PLANNED_ONLY * planned)
    return ranks


def _box(stop: Stop, column: int, row: int) -> Box:
    lines = wrap(stop[0], 23)
    shown = [*lines[:1], shorten(" ".join(lines[1:]), 23, placeholder=" …")]
    return Box(
        lines=[line for line in shown if line],
        title=stop[0],
        x=EDGE + column * (WIDTH + ACROSS),
        y=HEAD + row * (HEIGHT + DOWN),
    )


def _needs_lane(start: Box, end: Box) -> bool:
    """Whether other boxes may lie between both, so that the arrow goes below all of them."""
    across, down = (end.x - start.x) // (WIDTH + ACROSS), (end.y - start.y) // (HEIGHT + DOWN)
    return across not in (0, 1) or (across == 0 and down != 1)


def _arrow(way: Flow, start: Box, end: Box, lane: int | None) -> Arrow:
    shift = 9 if way.is_planned else -5  # Planned and taken, one beside the other.
    if lane is not None:
        left, right = start.text_x + 2 * shift, end.text_x + 2 * shift
        path = f"M{left} {start.y + HEIGHT}V{lane}H{right}V{end.y + HEIGHT + 5}"
        return Arrow(path, way.is_planned, way.words, (left + right) // 2, lane + 4)
    if start.x == end.x:
        x = start.text_x + 2 * shift
        path = f"M{x} {start.y + HEIGHT}V{end.y - 5}"
        return Arrow(path, way.is_planned, way.words, x + 18, (start.middle + end.middle) // 2 + 4)
    from_y, to_y = start.middle + shift, end.middle + shift
    begin, close = start.x + WIDTH, end.x - 5
    bend = (begin + close) // 2
    path = f"M{begin} {from_y}C{bend} {from_y} {bend} {to_y} {close} {to_y}"
    above = 16 if way.is_planned else -6
    return Arrow(path, way.is_planned, way.words, bend, (from_y + to_y) // 2 + above)
