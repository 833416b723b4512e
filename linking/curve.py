"""The precision/recall curve as a drawing. Pure: points of `linking.calibration` in, places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linking.calibration import Point

#: In units of the view box: the field of the curve, and where it begins.
WIDTH, HEIGHT, SIDE = 400, 250, 300
LEFT, TOP, TALL = 60, 15, 180
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold on the curve."""

    label: str
    point: Point
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Figure:
    """The line through all points, and what is marked on it."""

    line: str
    marks: list[Mark]
    across: list[tuple[int, str]]
    up: list[tuple[int, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = LEFT + SIDE
    top: int = TOP
    bottom: int = TOP + TALL

    @property
    def in_words(self) -> str:
        """The figure for who cannot see it."""
        said = [
            f"{mark.label} at {mark.point.weight:g} bits: precision {mark.point.precision:.1%}, "
            f"recall {mark.point.recall:.1%}"
            for mark in self.marks
        ]
        return f"{'; '.join(said)}."


def of(points: Sequence[Point], thresholds: dict[str, float]) -> Figure | None:
    """The figure with each threshold (label → bits) on it; nothing where there are no points."""
    drawn = [point for point in points if point.same]
    if not drawn:
        return None
    line = " ".join(f"{_x(point.recall)},{_y(point.precision)}" for point in drawn)
    marks = [
        Mark(label, at, _x(at.recall), _y(at.precision))
        for label, bits in thresholds.items()
        if (at := next((point for point in drawn if point.weight >= bits), None))
    ]
    ticks = [(share, f"{share:.0%}") for share in TICKS]
    return Figure(
        line,
        marks,
        across=[(_x(share), text) for share, text in ticks],
        up=[(_y(share), text) for share, text in ticks],
    )


def _x(recall: float) -> int:
    return round(LEFT + recall * SIDE)


def _y(precision: float) -> int:
    return round(TOP + (1 - precision) * TALL)
