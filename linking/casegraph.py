"""The cases around a case, each with what joins it: a few rings, laid out on the server.

Both ends of every line are open to the reader; nobody else's cases count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import atan2, degrees
from typing import Any
from uuid import UUID

import rustworkx

from accounts.models import User
from cases.models import Case
from linking.models import CaseLink

#: As many cases as one can still tell apart, and as many links as are read of a ring.
SHOWN, READ = 50, 2_000
WIDTH, HEIGHT = 720, 560
#: What the rings leave free for the labels, which point away from the middle.
ASIDE, ABOVE = 170, 140
#: From this strength on a line is drawn in the next width.
STEPS = (5, 10, 20)


@dataclass(frozen=True, slots=True)
class Node:
    """A case in its place; `tilt` turns its label away from the middle."""

    case: Case
    hops: int
    strength: float
    x: float
    y: float
    tilt: float
    is_left: bool


@dataclass(frozen=True, slots=True)
class Line:
    left: Node
    right: Node
    strength: float

    @property
    def width(self) -> int:
        """One of four, by strength."""
        return 1 + sum(self.strength >= step for step in STEPS)


@dataclass(frozen=True, slots=True)
class Graph:
    """`total` counts the cases within reach, the first one too; `is_whole` says whether all were
    read."""

    nodes: list[Node]
    lines: list[Line]
    total: int
    is_whole: bool


Link = tuple[UUID, UUID, float]


def around(case: Case, *, user: User, hops: int = 1) -> Graph:
    """The cases up to `hops` away, the most strongly joined first."""
    visible = CaseLink.objects.visible_to(user)
    reached: dict[UUID, tuple[int, float]] = {case.pk: (0, 0.0)}
    is_whole, ring = True, {case.pk}
    for hop in range(1, hops + 1):
        links = _links(visible.touching_any(ring))
        is_whole &= len(links) < READ
        ring = _next_ring(links, ring, reached, hop)
    chosen = sorted(reached, key=lambda pk: (reached[pk][0], -reached[pk][1], pk))[:SHOWN]
    among = _links(visible.filter(left__in=chosen, right__in=chosen))
    nodes = _nodes(chosen, reached, among)
    lines = [Line(nodes[left], nodes[right], strength) for left, right, strength in among]
    return Graph(list(nodes.values()), lines, len(reached), is_whole)


def _links(links: Any) -> list[Link]:
    rows = links.order_by("-strength", "ref").values_list("left_id", "right_id", "strength")
    return list(rows[:READ])


def _next_ring(
    links: Iterable[Link], ring: set[UUID], reached: dict[UUID, tuple[int, float]], hop: int
) -> set[UUID]:
    """Who is joined to the ring and was not reached before; the strongest link comes first."""
    found: set[UUID] = set()
    for left, right, strength in links:
        for here, there in ((left, right), (right, left)):
            if here in ring and there not in reached:
                reached[there] = hop, strength
                found.add(there)
    return found


# Layout -------------------------------------------------------------------------------------------


def _nodes(
    chosen: list[UUID], reached: dict[UUID, tuple[int, float]], links: list[Link]
) -> dict[UUID, Node]:
    cases = Case.objects.select_related("lead_agency").in_bulk(chosen)
    places = _places(chosen, reached, links)
    return {pk: _node(cases[pk], *reached[pk], *places[number]) for number, pk in enumerate(chosen)}


def _node(case: Case, hops: int, strength: float, x: float, y: float) -> Node:
    right, up = x * (WIDTH / 2 - ASIDE), y * (HEIGHT / 2 - ABOVE)
    is_left = right < 0
    angle = degrees(atan2(-up, right))
    return Node(
        case,
        hops,
        strength,
        x=round(WIDTH / 2 + right, 1),
        y=round(HEIGHT / 2 - up, 1),
        tilt=round(angle + 180 if is_left else angle, 1),
        is_left=is_left,
    )


def _places(chosen: list[UUID], reached: dict[UUID, tuple[int, float]], links: list[Link]) -> Any:
    """Number of the case → where it lies: rings around the first, neighbours side by side."""
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(chosen)
    numbers = {pk: number for number, pk in enumerate(chosen)}
    graph.add_edges_from([(numbers[left], numbers[right], None) for left, right, _ in links])
    first = [number for number, pk in enumerate(chosen) if reached[pk][0] == 1]
    second = [number for number, pk in enumerate(chosen) if reached[pk][0] == 2]
    order = {number: place for place, number in enumerate(first)}
    second.sort(key=lambda number: _beside(graph.neighbors(number), order))
    rings = [ring for ring in ([0], first, second) if ring]
    return {**rustworkx.shell_layout(graph, nlist=rings), 0: (0.0, 0.0)}


def _beside(neighbours: Collection[int], order: dict[int, int]) -> int:
    return min((order[number] for number in neighbours if number in order), default=0)
