"""How right a model is on records of which it is known who is one human. No database, no Splink."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from linking.finding import Found, within
from linking.model import Facts, Model


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


def proposed(known: Sequence[Facts], model: Model) -> list[Found]:
    """The pairs that a base of these records would propose."""
    return within(known, model, floor=model.possible, most_wide=0, least=model.at_least)


def measured(
    known: Sequence[Facts], humans: Sequence[str], model: Model
) -> tuple[Measured, Measured]:
    """At the threshold of a possible match, and at that of a match."""
    weights = [
        (one.weight, humans[one.left] == humans[one.right]) for one in proposed(known, model)
    ]
    of = sum(n * (n - 1) // 2 for n in Counter(humans).values())
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
