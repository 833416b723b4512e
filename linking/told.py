"""A model and its calibration in numbers as people read them, for the page and the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf

from linking.calibration import Band, Point
from linking.model import Model
from linking.waterfall import LABELS

Row = dict[str, str]


def points(curve: Iterable[Point]) -> list[Row]:
    """The curve at whole bits, where it moves."""
    whole = [point for point in curve if point.weight == int(point.weight)]
    moved = [
        point
        for point, before in zip(whole, [None, *whole], strict=False)
        if not before or (before.same, before.different) != (point.same, point.different)
    ]
    return [
        {
            "weight": f"{point.weight:g}",
            "precision": f"{point.precision:.1%}",
            "bounds": " – ".join(f"{bound:.1%}" for bound in point.bounds),
            "recall": f"{point.recall:.1%}",
            "same": f"{point.same:,}",
            "different": f"{point.different:,}",
        }
        for point in moved
    ]


def bands(reliability: Iterable[Band]) -> list[Row]:
    return [
        {
            "weight": _between(band),
            "of": f"{band.of:,}",
            "same": f"{band.same:,}",
            "share": f"{band.share:.0%}",
            "expected": f"{band.expected:.0%}",
        }
        for band in reliability
    ]


def _between(band: Band) -> str:
    if isinf(band.low):
        return f"below {band.high:g}"
    return f"{band.low:g} and more" if isinf(band.high) else f"{band.low:g} to {band.high:g}"


def weights(model: Model) -> list[tuple[str, list[tuple[str, str, str, float]]]]:
    """(field, [(level, m, u, bits)])."""
    return [
        (
            label(field),
            [
                (level, f"{m:.3g}", f"{u:.3g}", model.bits[field][level])
                for level, (m, u) in levels.items()
            ],
        )
        for field, levels in model.levels.items()
    ]


def label(field: str) -> str:
    """A field as the waterfall calls it."""
    return LABELS.get(field, field.replace("_", " ").capitalize())
