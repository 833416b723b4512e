"""Part by part: which parts of two names answer each other, how well, and which stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from people.names import letters
from people.names.model import Level, Part, Role

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
    #: Parts that found no partner.
    left: Parts
    right: Parts
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
    if Role.INITIAL in (x.role, y.role):
        return (Level.INITIAL, 0.75) if x.plain[:1] == y.plain[:1] else (Level.CONFLICT, 0.0)
    if x.forms & y.forms or (_cut_off(x, y) or _cut_off(y, x)):
        return Level.SPELLING, 0.97
    if x.heard == y.heard:
        return Level.SOUND, 0.93
    if x.known_as & y.known_as or _servant(x, y) or _servant(y, x):
        return Level.SPELLING, 0.88
    if x.known and y.known and not crossed:
        return Level.CONFLICT, 0.3
    return _spelled(x, y, crossed, strict)


def _cut_off(x: Part, y: Part) -> bool:
    return x.cut and len(x.plain) > 1 and y.plain.startswith(x.plain)


def _servant(x: Part, y: Part) -> bool:
    """Rahman for Abdul Rahman."""
    return x.plain == f"abd{y.plain}"


def _spelled(x: Part, y: Part, crossed: bool, strict: bool) -> tuple[Level, float]:
    if letters.voiceless(x.plain) == letters.voiceless(y.plain):
        return Level.SOUND, 0.88
    alike = max(
        OSA.normalized_similarity(x.plain, y.plain),
        0.97 * OSA.normalized_similarity(x.heard, y.heard),
    )
    if x.bones == y.bones and len(x.bones) > 1:
        if crossed:
            return Level.SOUND, 0.85
        alike = max(alike, 0.6 + 0.35 * alike) if not strict else alike
    return (Level.SLIP if alike >= (STRICT if strict else SLIP) else Level.CONFLICT), alike


def align(left: Parts, right: Parts, *, crossed: bool = False, strict: bool = False) -> Alignment:
    """The best partner for each part, joined words first, then the most alike."""
    pairs = list(_joined(left, right)) if len(left) != len(right) else []
    used_left = {place for pair in pairs for place in pair.left}
    used_right = {pair.right for pair in pairs}
    for pair in sorted(_likely(left, right, crossed, strict), key=_best_first):
        if pair.left[0] not in used_left and pair.right not in used_right:
            pairs.append(pair)
            used_left.add(pair.left[0])
            used_right.add(pair.right)
    pairs.sort(key=lambda pair: pair.left)
    return Alignment(
        tuple(pairs),
        tuple(part for place, part in enumerate(left) if place not in used_left),
        tuple(part for place, part in enumerate(right) if place not in used_right),
        all(one.right < other.right for one, other in pairwise(pairs)),
    )


def _best_first(pair: Pair) -> tuple[float, int]:
    return -pair.score, abs(pair.left[0] - pair.right)


def _likely(left: Parts, right: Parts, crossed: bool, strict: bool) -> Iterator[Pair]:
    for here, x in enumerate(left):
        for there, y in enumerate(right):
            level, score = similarity(x, y, crossed=crossed, strict=strict)
            if level != Level.CONFLICT:
                yield Pair((here,), there, level, score)


def _joined(left: Parts, right: Parts) -> Iterator[Pair]:
    """Words of the longer name that are written as one in the other; `left` is the longer."""
    for size in (2, 3):
        for start in range(len(left) - size + 1):
            run = "".join(part.plain for part in left[start : start + size])
            for there, y in enumerate(right):
                if len(run) > 4 and _same_run(run, y):
                    yield Pair(tuple(range(start, start + size)), there, Level.SPELLING, 0.95)
                    return


def _same_run(run: str, part: Part) -> bool:
    if letters.heard(run) == part.heard:
        return True
    return OSA.distance(run, part.plain, score_cutoff=1) <= (len(run) > 7)
