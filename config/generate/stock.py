"""The stock that invented people are made of: small tables, read once, commonest entry first."""

from __future__ import annotations

import csv
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

DATA = Path(__file__).parent / "data"
#: Zipf's law: the n-th commonest name is borne by people in proportion to 1 / n ** this.
STEEPNESS = 0.8

Item = TypeVar("Item")


class Weighted(Generic[Item]):
    """Items of which some are picked more often than others."""

    def __init__(self, items: Sequence[Item], weights: Sequence[float]) -> None:
        self.items = items
        self._sums = list(accumulate(weights))

    def pick(self, rng: Random) -> Item:
        return self.items[bisect(self._sums, rng.random() * self._sums[-1])]


def ranked(items: Sequence[Item]) -> Weighted[Item]:
    """Items in the order of how common they are."""
    return Weighted(items, [1 / (rank + 2) ** STEEPNESS for rank in range(len(items))])


@cache
def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def words(culture: str, part: str) -> Weighted[str]:
    """The words that a culture has for a part of a name; raises KeyError where it has none."""
    return _words()[culture, part]


@cache
def _words() -> dict[tuple[str, str], Weighted[str]]:
    return {(row["culture"], row["part"]): ranked(row["names"].split()) for row in table("names")}
