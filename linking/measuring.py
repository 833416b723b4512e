"""How right a model is on records of which it is known who is one human. No database, no Splink."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from linking.model import Base, Facts, Model, keys_of, weigh

#: A key that more records have is not compared, as in the base.
BLOCK_CAP = 500
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of all pairs from a weight on: how many are one human, and how many of those there are."""

    threshold: float
    right: int
    proposed: int
    pairs: int

    @property
    def precision(self) -> float:
        return self.right / (self.proposed or 1)

    @property
    def recall(self) -> float:
        return self.right / (self.pairs or 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / ((self.proposed + self.pairs) or 1)


class Labelled:
    """Records, with their truth where it is known, and the pairs that share a key."""

    def __init__(self, known: Sequence[Facts], humans: Sequence[str] = ()) -> None:
        self.known, self.humans = known, humans
        blocks: dict[str, list[int]] = defaultdict(list)
        for at, facts in enumerate(known):
            for key in keys_of(facts):
                blocks[key].append(at)
        self.base = Base(len(known), {key: len(block) for key, block in blocks.items()})
        #: Pair → how many records have the rarest key of names that both have.
        self.sharing: dict[Pair, int] = {}
        for key, block in blocks.items():
            if len(block) <= BLOCK_CAP:
                self._meet(key, block)

    def _meet(self, key: str, block: list[int]) -> None:
        for pair in combinations(block, 2):
            known = self.sharing.setdefault(pair, 0)
            if key.startswith("name:"):
                self.sharing[pair] = min(known or len(block), len(block))

    def measured(self, model: Model) -> tuple[Measured, Measured]:
        """At the threshold of a possible match, and at that of a match."""
        weights = [
            (weight, self.humans[a] == self.humans[b])
            for (a, b), weight in self.proposed(model).items()
        ]
        of = sum(n * (n - 1) // 2 for n in Counter(self.humans).values())
        possible, match = (
            Measured(
                at,
                sum(is_same for weight, is_same in weights if weight >= at),
                sum(weight >= at for weight, _ in weights),
                of,
            )
            for at in (model.possible, model.match)
        )
        return possible, match

    def proposed(self, model: Model) -> dict[Pair, float]:
        """Pair → weight, of those that are at least possible."""
        base = Base(max(self.base.records, model.at_least), self.base.counts)
        found = {}
        for (a, b), sharing in self.sharing.items():
            one = weigh(model, base, self.known[a], self.known[b], sharing, model.possible)
            if one:
                found[a, b] = one[0]
        return found
