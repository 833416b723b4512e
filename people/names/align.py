"""Part by part: which parts of two names answer each other, how well, and which stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from people.names import letters
from people.names.model import Level, Part, Role

nearness = OSA.normalized_similarity
#: Looked up a million times.
INITIAL, CONFLICT = Role.INITIAL, Level.CONFLICT

Parts = tuple[Part, ...]
#: Words that are less alike than this are different words, not a slip of the pen.
SLIP = 0.67
#: One letter of eight.
STRICT = 0.87


@dataclass(frozen=True, slots=True)
class Pair:
    left: tuple[int, ...]
    right: int
    level: Level
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    pairs: tuple[Pair, ...]
    #: Parts that found no partner, and how alike the nearest two of them are.
    left: Parts
    right: Parts
    near: float
    in_order: bool


def similarity(
    x: Part, y: Part, *, crossed: bool = False, strict: bool = False
) -> tuple[Level, float]:
    """How alike two parts are.

    `crossed` where they were written in different scripts, `strict` where a letter of a short
    word makes another name: Hasan is not Hashim, Aina not Aini.
    """
    if x.plain == y.plain:
        return (Level.SAME, 1.0) if x.text.lower() == y.text.lower() else (Level.SPELLING, 0.98)
    if x.role is INITIAL or y.role is INITIAL:
        return (Level.INITIAL, 0.75) if x.plain[:1] == y.plain[:1] else (CONFLICT, 0.0)
    akin = not x.known_as.isdisjoint(y.known_as)
    if (akin and not x.forms.isdisjoint(y.forms)) or _cut_off(x, y):
        return Level.SPELLING, 0.97
    if x.heard == y.heard:
        return Level.SOUND, 0.93
    if akin or _servant(x, y):
        return Level.SPELLING, 0.88
    if x.known and y.known and not crossed:
        return CONFLICT, 0.3
    return _spelled(x, y, crossed, strict)


def _cut_off(x: Part, y: Part) -> bool:
    return (x.cut and len(x.plain) > 1 and y.plain.startswith(x.plain)) or (
        y.cut and len(y.plain) > 1 and x.plain.startswith(y.plain)
    )


def _servant(x: Part, y: Part) -> bool:
    """Rahman for Abdul Rahman."""
    return x.plain == f"abd{y.plain}" or y.plain == f"abd{x.plain}"


def _spelled(x: Part, y: Part, crossed: bool, strict: bool) -> tuple[Level, float]:
    if x.voiceless == y.voiceless:
        return Level.SOUND, 0.88
    alike, sounding = nearness(x.plain, y.plain), 0.97 * nearness(x.heard, y.heard)
    if sounding > alike:
        alike = sounding
    if x.bones == y.bones and len(x.bones) > 1:
        if crossed:
            return Level.SOUND, 0.85
        alike = max(alike, 0.6 + 0.35 * alike) if not strict else alike
    return (Level.SLIP if alike >= (STRICT if strict else SLIP) else CONFLICT), alike


def align(left: Parts, right: Parts, *, crossed: bool = False, strict: bool = False) -> Alignment:
    """The best partner for each part, joined words first, then the most alike."""
    grid = [[similarity(x, y, crossed=crossed, strict=strict) for y in right] for x in left]
    pairs = list(_joined(left, right)) if len(left) != len(right) else []
    used_left = {place for pair in pairs for place in pair.left}
    used_right = {pair.right for pair in pairs}
    for pair in sorted(_likely(grid), key=_best_first):
        if pair.left[0] not in used_left and pair.right not in used_right:
            pairs.append(pair)
            used_left.add(pair.left[0])
            used_right.add(pair.right)
    pairs.sort(key=_place)
    free_left = [place for place in range(len(left)) if place not in used_left]
    free_right = [place for place in range(len(right)) if place not in used_right]
    if crossed or strict:  # How near they are is always said by the plain measure.
        grid = [[similarity(x, y) for y in right] for x in left]
    return Alignment(
        tuple(pairs),
        tuple([left[place] for place in free_left]),
        tuple([right[place] for place in free_right]),
        max([grid[here][there][1] for here in free_left for there in free_right], default=0.0),
        all(one.right < other.right for one, other in pairwise(pairs)),
    )


def _best_first(pair: Pair) -> tuple[float, int]:
    return -pair.score, abs(pair.left[0] - pair.right)


def _place(pair: Pair) -> tuple[int, ...]:
    return pair.left


def _likely(grid: list[list[tuple[Level, float]]]) -> Iterator[Pair]:
    for here, row in enumerate(grid):
        for there, (level, score) in enumerate(row):
            if level is not CONFLICT:
                yield Pair((here,), there, level, score)


def _joined(left: Parts, right: Parts) -> Iterator[Pair]:
    """Words of the longer name that are written as one in the other; `left` is the longer."""
    for size in (2, 3):
        for start in range(len(left) - size + 1):
            run = "".join(part.plain for part in left[start : start + size])
            for there, y in enumerate(right if len(run) > 4 else ()):
                if _same_run(run, y):
                    yield Pair(tuple(range(start, start + size)), there, Level.SPELLING, 0.95)
                    return


def _same_run(run: str, part: Part) -> bool:
    if letters.heard(run) == part.heard:
        return True
    return OSA.distance(run, part.plain, score_cutoff=1) <= (len(run) > 7)
