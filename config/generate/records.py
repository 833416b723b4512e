"""The records that cases hold of humans: the first of each, and those that follow, damaged.

A pure function of size and seed. Blocks of records are independent of each other, so that they can
be made in any process, in any order; what crosses blocks (cases, flights) follows from its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

from config.generate import humans, numbers
from config.generate.humans import Human
from config.generate.incidents import World
from config.generate.registering import Record, registered
from config.generate.stock import Weighted

BLOCK = 2_000
AGAIN = 0.25
#: Look-alikes by how often somebody has one.
LOOKALIKES = {"sibling": 0.05, "parent": 0.025, "namesake": 0.04, "twin": 0.003}
TIMES = Weighted((1, 2, 3), (65, 25, 10))


def records(people: int, seed: int) -> Iterator[Record]:
    world = World(people, seed)
    for number in range(blocks(world)):
        yield from block(world, number)


def blocks(world: World) -> int:
    return -(-world.people // BLOCK)


def block(world: World, number: int) -> list[Record]:
    """The records from `number * BLOCK` on. All records of a human and its kin are in one block."""
    rng = Random(f"{world.seed}:block:{number}")
    size = min(BLOCK, world.people - number * BLOCK)
    start = number * BLOCK
    logged = list(islice(_logged(world, rng, start), size))
    rng.shuffle(logged)
    return [
        registered(world, rng, numbers.ref(place, world.seed), *one)
        for place, one in enumerate(logged, start)
    ]


Logged = tuple[Human, str, int]


def _logged(world: World, rng: Random, number: int) -> Iterator[Logged]:
    """Humans as they are logged, without end: who, first or again, and in which case."""
    while True:
        human = humans.first(rng, number, world.seed)
        family = [human]
        for kind, odds in LOOKALIKES.items():
            if rng.random() < odds:
                place = number + len(family)
                family.append(humans.lookalike(rng, human, place, world.seed, kind))
        number += len(family)
        home = rng.randrange(world.cases)
        for one in family:
            together = one is human or (one.kind != "namesake" and rng.random() < 0.5)
            yield from _in_cases(world, rng, one, home if together else rng.randrange(world.cases))


def _in_cases(world: World, rng: Random, human: Human, case: int) -> Iterator[Logged]:
    yield human, human.kind, case
    if rng.random() < AGAIN:
        others = rng.sample(range(world.cases - 1), TIMES.pick(rng))
        for other in others:
            yield human, "again", other + (other >= case)
