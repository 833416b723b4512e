"""Estimating a model's weights from records, by Splink on DuckDB. Only the worker has both.

Splink knows the levels as functions of Python, so it estimates just what is weighed elsewhere. What
it finds is floored, mixed with what is shipped, and where it could not be seen, the shipped stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from linking.alternatives import DECIDED, REST, Alternatives, Shares, alternatives
from linking.measuring import proposed
from linking.model import Facts, Model

#: Below these nothing goes: expectation maximisation once made of a renewed passport, which it had
#: never seen in a match, a veto of −49 bits. 0.002 of all matches is what a list may hold of slips.
LEAST_M, LEAST_U = 0.002, 1e-7
#: Random pairs that are compared for u.
RANDOM_PAIRS = 200_000
Levels = dict[str, dict[str, tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Mixing:
    """How m, or u, is mixed with what is shipped."""

    #: Its place in a level.
    at: int
    least: float
    #: What is shipped counts as so many pairs.
    shipped: int
    #: Of random pairs that agree, a few may be of records that were logged twice.
    fewest: int


M = Mixing(0, LEAST_M, shipped=50, fewest=1)
U = Mixing(1, LEAST_U, shipped=10_000, fewest=5)


def train(known: Sequence[Facts], start: Model, *, seed: int, humans: Sequence[str] = ()) -> Model:
    """A model with the weights of these records. With `humans`, the truth of each, m is counted;
    without, it is estimated by expectation maximisation. Raises ImportError without Splink."""
    from linking.splink import Trainer

    fields = alternatives(start)
    pairs = sum(n * (n - 1) / 2 for n in Counter(humans).values()) if humans else len(known) / 4
    shares = _comparable(known, fields, seed)
    trainer = Trainer(known, humans, fields, one_of_each(known, humans, start))
    u = _mixed(start, start, fields, trainer.random(RANDOM_PAIRS, seed), shares, RANDOM_PAIRS)
    with_u = replace(start, levels=u)
    m = _mixed(start, with_u, fields, trainer.matched(with_u, pairs), shares, pairs)
    return replace(start, levels=m)


def one_of_each(known: Sequence[Facts], humans: Sequence[str], start: Model) -> list[int]:
    """A record of each human, so that random pairs of them are of two. Without the truth: those
    that the model proposes with no earlier one, which leaves a few that were logged twice."""
    if humans:
        return sorted({human: at for at, human in enumerate(humans)}.values())
    again = {max(one.left, one.right) for one in proposed(known, start)}
    return [at for at in range(len(known)) if at not in again]


# Mixing ------------------------------------------------------------------------------------------


def _mixed(
    shipped: Model,
    so_far: Model,
    fields: list[Alternatives],
    learnt: Shares,
    comparable: dict[str, float],
    pairs: float,
) -> Levels:
    """The levels of `so_far` with u, and after that with m, mixed with what was learnt of it.

    What training did not see keeps what is shipped, both m and u.
    """
    of = M if so_far is not shipped else U
    levels = {field: dict(values) for field, values in so_far.levels.items()}
    for one in fields:
        seen = comparable[one.title] * pairs
        for level in {*one.levels, one.otherwise} - {REST}:
            share = learnt[one.title].get(level, 0.0)
            known = shipped.levels[one.field][level]
            if (one.field, level) in DECIDED or share * seen < of.fewest:
                levels[one.field][level] = known
                continue
            mixed = (seen * share + of.shipped * known[of.at]) / (seen + of.shipped)
            values = list(levels[one.field][level])
            values[of.at] = max(mixed, of.least)
            levels[one.field][level] = (values[0], values[1])
    return levels


def _comparable(
    known: Sequence[Facts], fields: list[Alternatives], seed: int, pairs: int = 2_000
) -> dict[str, float]:
    """Title → the share of random pairs in which both say something of it."""
    rng = Random(seed)  # noqa: S311
    drawn = [rng.sample(range(len(known)), 2) for _ in range(pairs)]
    said = Counter(one.title for a, b in drawn for one in fields if one.level(known[a], known[b]))
    return {one.title: said[one.title] / pairs for one in fields}
