"""The weight of a match, reason by reason, for a figure and for the table of the same numbers.

Pure functions over what the match stores; reads the reasons of both shapes, with and without sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: Field of a reason → how a reviewer calls it.
LABELS = {
    "prior": "Starting point",
    "name": "Name",
    "birth": "Birth",
    "identifier": "Identifier",
    "identifiers": "Identifiers",
    "passport": "Passport",
    "sex": "Sex",
    "citizenship": "Citizenship",
    "address": "Address",
    "journey": "Journey",
    "offer": "Job offer",
}
#: Share of all records that say the same → how it is called, the rarest first.
RARITY = ((0.001, "Rare"), (0.01, "Uncommon"), (1.0, "Common"))
#: The figure, in units of its view box: labels to the left, numbers to the right.
WIDTH, ROW, LEFT, RIGHT = 360, 24, 100, 310


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: what it adds to the weight, and where it lies in the figure."""

    label: str
    words: str
    left: str
    right: str
    rarity: str
    bits: float
    kind: str
    x: int
    y: int
    width: int
    end: int


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps, and their sum as the last of the bars."""

    steps: list[Step]
    total: Step
    zero: int
    width: int
    height: int

    @property
    def in_words(self) -> str:
        """The figure for who cannot see it."""
        said = [f"{step.label} {step.bits:+.1f}" for step in self.steps]
        return f"{'; '.join(said)}; together {self.total.bits:+.1f} bits."


def of(reasons: Iterable[Mapping[str, Any]], weight: float) -> Waterfall:
    reasons = list(reasons)
    sums = [0.0, *_running(reason["weight"] for reason in reasons)]
    place = _scale([*sums, weight])
    steps = [
        _step(reason, place(sums[number]), place(sums[number + 1]), number)
        for number, reason in enumerate(reasons)
    ]
    total = _step({"words": "", "weight": weight}, place(0), place(weight), len(steps), "Together")
    height = ROW * (len(steps) + 1)
    return Waterfall(steps, total, place(0), WIDTH, height)


def rarity(reason: Mapping[str, Any]) -> str:
    """How common what both say is.

    A number only where no third record can be behind it: else it would tell of records that the
    reader may not open.
    """
    counted = reason.get("rarity")
    if not counted or not counted["of"]:
        return ""
    records, of_all = counted["records"], counted["of"]
    if records <= 2:
        return f"In {records} of {of_all:,} records"
    return next((word for share, word in RARITY if records / of_all <= share), RARITY[-1][1])


def told(reason: Mapping[str, Any]) -> dict[str, Any]:
    """A reason as it may leave the server: how common its value is in words, never as a count."""
    return {**reason, "rarity": rarity(reason)} if "rarity" in reason else dict(reason)


def _step(reason: Mapping[str, Any], start: int, end: int, number: int, label: str = "") -> Step:
    field = reason.get("field", reason.get("rule", ""))
    return Step(
        label=label or LABELS.get(field, field.capitalize()),
        words=reason["words"],
        left=reason.get("left", ""),
        right=reason.get("right", ""),
        rarity=rarity(reason),
        bits=reason["weight"],
        kind="total" if label else "against" if reason["weight"] < 0 else "for",
        x=min(start, end),
        y=number * ROW,
        width=max(abs(end - start), 1),
        end=end,
    )


def _running(weights: Iterable[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


def _scale(sums: Iterable[float]) -> Any:
    """Bits → x; zero is always in the figure."""
    sums = list(sums)
    least, most = min(0.0, *sums), max(0.0, *sums)
    span = (most - least) or 1.0
    return lambda bits: round(LEFT + (bits - least) / span * (RIGHT - LEFT))
