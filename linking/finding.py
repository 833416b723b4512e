"""Which rows of a list may be one human: blocks, then the one model, on every core."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from core.spread import in_order
from linking.model import Base, Facts, Model, keys_of, weigh
from linking.model.keys import wide_keys
from people.names import tables

#: A key that more rows have is not compared.
CAP = 500
#: So many pairs are compared for the sake of the cruder keys, those of the rarest first.
MOST_WIDE = 1_000_000
AT_ONCE = 20_000

Progress = Callable[[int, int], None]
Pairs = np.ndarray


@dataclass(frozen=True, slots=True)
class Found:
    """Two rows of a list, by their places, and what the model says of them."""

    left: int
    right: int
    weight: float
    sharing: int


@dataclass(frozen=True)
class Work:
    """All that comparing needs; every process is given it once."""

    model: Model
    base: Base
    facts: Sequence[Facts]
    name_keys: Sequence[frozenset[str]]
    floor: float
    spellings: tables.Tables


def within(
    facts: Sequence[Facts],
    model: Model,
    *,
    floor: float,
    processes: int = 1,
    most_wide: int = MOST_WIDE,
    least: int = 0,
    progress: Progress = lambda done, of: None,
) -> list[Found]:
    """Every pair of rows that reaches the floor, the strongest first.

    Of fewer rows than `least` the names are as rare as of so many.
    """
    with tables.held() as spellings:
        keys = [keys_of(one) for one in facts]
        blocks = _blocks(keys)
        work = Work(
            model=model,
            base=Base(max(len(facts), least), {key: len(block) for key, block in blocks.items()}),
            facts=facts,
            name_keys=[frozenset(key for key in own if key.startswith("name:")) for own in keys],
            floor=floor,
            spellings=spellings,
        )
        found = _compare_all(work, _worth_it(facts, blocks, most_wide), processes, progress)
    return sorted(found, key=lambda one: (-one.weight, one.left, one.right))


def _worth_it(facts: Sequence[Facts], blocks: dict[str, list[int]], most_wide: int) -> Pairs:
    """The pairs that share a key."""
    plain = (block for block in blocks.values() if len(block) <= CAP)
    wide = _blocks(map(wide_keys, facts)).values()
    return _pairs(chain(plain, _smallest(wide, of=most_wide)), len(facts))


def _blocks(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            blocks[key].append(place)
    return blocks


def _smallest(blocks: Iterable[list[int]], *, of: int) -> Iterator[list[int]]:
    """The smallest blocks, as long as all together make no more than `of` pairs."""
    for block in sorted(blocks, key=len):
        of -= len(block) * (len(block) - 1) // 2
        if of < 0:
            return
        yield block


def _pairs(blocks: Iterable[list[int]], rows: int) -> Pairs:
    """Each pair of places once, as left × rows + right: a number takes less room than two."""
    made = [_within_block(np.array(block), rows) for block in blocks if len(block) > 1]
    return np.unique(np.concatenate(made)) if made else np.array([], dtype=np.int64)


def _within_block(places: Pairs, rows: int) -> Pairs:
    left, right = np.triu_indices(len(places), k=1)
    return places[left].astype(np.int64) * rows + places[right]


# Comparing, in this process or in several ------------------------------------------------------

_work: Work | None = None


def _compare_all(work: Work, pairs: Pairs, processes: int, progress: Progress) -> list[Found]:
    parts = [pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE)]
    processes = min(processes, len(parts))
    found: list[Found] = []
    if processes <= 1:
        _take(work)
    compared = in_order(_compared, parts, processes=processes, begin=partial(_take, work))
    for number, some in enumerate(compared, start=1):
        found += some
        progress(number, len(parts))
    return found


def _take(work: Work) -> None:
    """Ready this process for it; a new one may not ask the database how names are spelled."""
    global _work
    _work = work
    tables.hold(work.spellings)


def _compared(pairs: Pairs) -> list[Found]:
    assert _work is not None
    model, base, facts, keys = _work.model, _work.base, _work.facts, _work.name_keys
    found = []
    for pair in pairs.tolist():
        left, right = divmod(pair, len(facts))
        sharing = base.sharing(keys[left], keys[right])
        if result := weigh(model, base, facts[left], facts[right], sharing, _work.floor):
            found.append(Found(left, right, result[0], sharing))
    return found
