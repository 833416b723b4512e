"""The weight of a match, reason by reason, for a figure and for the table of the same numbers.

Pure functions over what the match stores; reads the reasons of both shapes, with and without sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: Field of a reason → how a reviewer calls it, where that is not the name of the field.
LABELS = {
    "prior": "Starting point",
    "name": "Name",
    "birth": "Birth",
    "rarity": "Rare name",
    "national_id": "Identity number",
    "travel_document": "Travel paper",
    "city": "Home town",
    "offer": "Job offer",
    "together": "One fact",
}
#: What is no fact of the two records: it weighs others, or stands before them.
ADJUSTMENTS = frozenset({"prior", "rarity", "together"})
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
    """How common what both say is, in words: a count would tell of records behind closed cases."""
    counted = reason.get("rarity")
    if not counted or not counted["of"]:
        return ""
    share = counted["records"] / counted["of"]
    return next((word for most, word in RARITY if share <= most), RARITY[-1][1])


def sentence(reason: Mapping[str, Any]) -> str:
    """The reason with what both records say, in a line."""
    sides = dict.fromkeys(side for side in (reason.get("left"), reason.get("right")) if side)
    return ": ".join(filter(None, [reason["words"], " – ".join(sides)]))


def strongest(reasons: Iterable[Mapping[str, Any]]) -> str:
    """The fact that speaks most for a match; what only adjusts another one is none."""
    facts = [reason for reason in reasons if reason.get("field") not in ADJUSTMENTS]
    best = max(facts, key=lambda reason: reason["weight"], default=None)
    return sentence(best) if best else ""


def likelihood(probability: float) -> str:
    """A probability as a reader takes it: never quite certain."""
    if probability > 0.999:
        return "over 99.9 %"
    return "under 0.1 %" if probability < 0.001 else f"{probability:.1%}".replace("%", " %")


def told(reason: Mapping[str, Any]) -> dict[str, Any]:
    """A reason as it may leave the server: how common its value is in words, never as a count."""
    return {**reason, "rarity": rarity(reason)} if "rarity" in reason else dict(reason)


def _step(reason: Mapping[str, Any], start: int, end: int, number: int, label: str = "") -> Step:
    field = reason.get("field", reason.get("rule", ""))
    return Step(
        label=label or LABELS.get(field, field.replace("_", " ").capitalize()),
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
