"""What reviewers' verdicts say of the thresholds. Pure arithmetic over (weight, is it the same).

Thresholds are looked for in steps of half a bit: finer ones would follow single verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import floor, inf, sqrt

from linking.model import probability

STEP = 0.5
#: So many verdicts, and so many of each answer, before they move a threshold: 49 of 50 that are
#: right may as well come from a threshold that is right in 9 of 10.
ENOUGH = 50
ENOUGH_OF_EACH = 5
#: From `match` on so many proposals are to be right; above `possible` so many of the *same* to lie.
WANTED = 0.99
#: Where the bands of the reliability table end, in bits.
EDGES = (-inf, -6.0, -3.0, 0.0, 3.0, 6.0, 10.0, inf)
#: Of a standard normal, for bounds that hold in 95 of 100 cases.
NORMAL = 1.96


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair on which there is a verdict, weighed by the model in force."""

    weight: float
    is_same: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What would be right, and what found, if all pairs from that weight on were taken."""

    weight: float
    same: int
    different: int
    all_same: int

    @property
    def precision(self) -> float:
        return self.same / (self.same + self.different)

    @property
    def recall(self) -> float:
        return self.same / self.all_same

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which the precision lies, as far as so few verdicts can tell."""
        return wilson(self.same, self.same + self.different)


@dataclass(frozen=True, slots=True)
class Band:
    """Pairs of about one weight: how many reviewers called the same, and what the model expects."""

    low: float
    high: float
    same: int
    of: int
    expected: float

    @property
    def share(self) -> float:
        return self.same / self.of


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Thresholds to take over. `match` is nothing where no weight is right often enough."""

    possible: float
    match: float | None


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share (1927): it holds for few, and for shares near 0 and 1."""
    share, z2 = right / of, NORMAL**2 / of
    middle = (share + z2 / 2) / (1 + z2)
    reach = NORMAL * sqrt(share * (1 - share) / of + z2 / (4 * of)) / (1 + z2)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def curve(judged: Iterable[Judged]) -> list[Point]:
    """A point each half bit, from the weight at which all pairs are taken up; none without both."""
    judged = list(judged)
    same = sorted(one.weight for one in judged if one.is_same)
    different = sorted(one.weight for one in judged if not one.is_same)
    if not same or not different:
        return []
    first = floor(min(same[0], different[0]) / STEP)
    last = floor(max(same[-1], different[-1]) / STEP)
    weights = (number * STEP for number in range(first, last + 1))
    return [Point(at, _from(same, at), _from(different, at), len(same)) for at in weights]


def _from(weights: list[float], least: float) -> int:
    return sum(weight >= least for weight in weights)


def shortage(judged: Iterable[Judged]) -> str:
    """Why these verdicts are too few to set thresholds by; empty when they are enough."""
    judged = list(judged)
    same = sum(one.is_same for one in judged)
    different = len(judged) - same
    if len(judged) >= ENOUGH and min(same, different) >= ENOUGH_OF_EACH:
        return ""
    return (
        f"Too few verdicts to set thresholds by: {same} same and {different} different. "
        f"{ENOUGH} are needed, at least {ENOUGH_OF_EACH} of each; until then the thresholds stay "
        "as they are."
    )


def suggestion(judged: Iterable[Judged]) -> Suggestion | None:
    """The thresholds that the verdicts speak for, or nothing where they are too few.

    `match` is the lowest weight from which 99 % were right; `possible` the highest that leaves
    99 % of the *same* above it, and never above `match`.
    """
    judged = list(judged)
    if shortage(judged):
        return None
    points = curve(judged)
    match = next((one.weight for one in points if one.same and one.precision >= WANTED), None)
    possible = max(one.weight for one in points if one.recall >= WANTED)
    return Suggestion(possible if match is None else min(possible, match), match)


def reliability(judged: Iterable[Judged]) -> list[Band]:
    """Band by band, where there are verdicts: a calibrated model is right as often as it says."""
    judged = list(judged)
    bands = []
    for low, high in pairwise(EDGES):
        inside = [one for one in judged if low <= one.weight < high]
        if inside:
            expected = sum(probability(one.weight) for one in inside) / len(inside)
            same = sum(one.is_same for one in inside)
            bands.append(Band(low, high, same, len(inside), expected))
    return bands
