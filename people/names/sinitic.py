"""Comparing Chinese names: one surname in many dialects, syllables by what they may mean."""

from __future__ import annotations

from itertools import product

from rapidfuzz.distance import OSA

from people.names import chinese, letters
from people.names.align import align
from people.names.model import Chinese, Comparison, Level, Name
from people.names.tables import current

#: A surname in the same spelling, Han beside Latin, two dialects.
SPELLED, WRITTEN, DIALECT = 1.0, 0.95, 0.82
#: A dialect alone is never a match, only a question to a reviewer.
QUESTION = 0.78
#: Below this, syllables agree only in what they may mean, not in sound.
MEANT = 0.87


def han(a: Name, b: Name) -> Comparison | None:
    """Characters tell people apart that sound the same."""
    if not (a.han and b.han):
        return None
    if a.han == b.han:
        level = Level.SAME if a.text == b.text else Level.SPELLING
        return Comparison(level, 1.0, "same characters")
    if len(a.han) != len(b.han) and (a.han.endswith(b.han) or b.han.endswith(a.han)):
        return Comparison(Level.MISSING, 0.55, "surname missing on one side")
    if chinese.spoken(a.han) == chinese.spoken(b.han):
        words = "same sound, other characters: different people"
        return Comparison(Level.HOMOPHONE, 0.3, words)
    same = sum(x == y for x, y in zip(a.han, b.han, strict=False)) / max(len(a.han), len(b.han))
    return Comparison(Level.CONFLICT, 0.35 * same, "other characters")


def compare(a: Name, b: Name) -> Comparison | None:
    """The best of all ways to read both names as Chinese."""
    if partial := _half(a, b):
        return partial
    if not (a.chinese and b.chinese):
        return None
    found = [_readings(one, other) for one, other in product(a.chinese, b.chinese)]
    agreeing = [one for one in found if one.level != Level.CONFLICT]
    best = max(agreeing, key=lambda one: (one.score, one.why)) if agreeing else found[0]
    sure = all(any(one.certain for one in name.chinese) for name in (a, b))
    if sure and best.level == Level.CONFLICT and a.key == b.key:
        return None
    return best if sure or (best.score > 0.6 and _plainly(a, b)) else None


def _half(a: Name, b: Name) -> Comparison | None:
    """Only the given name, or only the surname; `a` is the longer."""
    if not a.chinese or not a.chinese[0].certain or b.han or len(b.core) >= len(a.core):
        return None
    words = tuple(part.plain for part in b.core)
    reading = a.chinese[0]
    if words == (reading.family,):
        return Comparison(Level.SUBSET, 0.4, f"only the surname {reading.family} in common")
    if len(words) > 1 and words == reading.given:
        return Comparison(Level.MISSING, 0.6, f"surname {reading.family} missing on one side")
    return None


def _plainly(a: Name, b: Name) -> bool:
    return any(one.certain for name in (a, b) for one in name.chinese)


def _readings(a: Chinese, b: Chinese) -> Comparison:
    surname, words = _surname(a, b)
    if not surname:
        one, other = sorted((a.family, b.family))
        return Comparison(Level.CONFLICT, 0.1, f"surnames {one} and {other} differ")
    western = align(a.western, b.western) if a.western and b.western else None
    if western and western.left and western.right:
        return Comparison(Level.CONFLICT, 0.3, f"{words}, other Western name")
    if not (a.given and b.given):
        return _surname_alone(bool(western), surname, words)
    return _syllables(a, b, surname, words)


def _surname(a: Chinese, b: Chinese) -> tuple[float, str]:
    shared = sorted(a.surnames & b.surnames)
    if a.family == b.family:
        return SPELLED, f"same surname {a.family}"
    if not shared:
        return 0.0, ""
    crossed = letters.HAN.match(a.family) or letters.HAN.match(b.family)
    one, other = sorted((a.family, b.family))
    return WRITTEN if crossed else DIALECT, f"same surname {shared[0]}: {one} = {other}"


def _surname_alone(western: bool, surname: float, words: str) -> Comparison:
    if western:
        return Comparison(Level.MISSING, 0.85 * surname, f"{words}, given name missing on one side")
    return Comparison(Level.SUBSET, 0.4 * surname, f"{words}, and nothing else in common")


def _syllables(a: Chinese, b: Chinese, surname: float, words: str) -> Comparison:
    if len(a.given) != len(b.given):
        return _shorter(a, b, surname, words)
    scores = [_syllable(x, y, a.family == b.family) for x, y in zip(a.given, b.given, strict=True)]
    score = surname * (0.5 * min(scores) + 0.5 * sum(scores) / len(scores))
    if min(scores) < 0.6:
        return Comparison(Level.CONFLICT, 0.45 * score, f"{words}, {_other(scores)}")
    if surname == DIALECT or min(scores) < MEANT:
        return Comparison(
            Level.DIALECT, min(score, QUESTION), f"{words}; given name {_how(scores)}"
        )
    level = Level.SAME if score == 1 else Level.SOUND
    return Comparison(level, score, f"{words}, given name {_how(scores)}")


def _shorter(a: Chinese, b: Chinese, surname: float, words: str) -> Comparison:
    joined = "".join(a.given) == "".join(b.given)
    if joined:
        return Comparison(Level.SPELLING, 0.97 * surname, f"{words}, syllables joined")
    return Comparison(Level.SUBSET, 0.35 * surname, f"{words}, a syllable missing on one side")


def _other(scores: list[float]) -> str:
    if len(scores) > 1 and scores[0] >= 0.93:
        return "same generation syllable, other given name: perhaps siblings"
    return "other given name"


def _how(scores: list[float]) -> str:
    if min(scores) == 1:
        return "the same"
    return "sounds alike" if min(scores) > 0.85 else "may be the same in another romanisation"


def _syllable(x: str, y: str, same_spelling: bool) -> float:
    """Whoever writes the surname alike writes the other syllables alike."""
    tables = current()
    if x == y:
        return 1.0
    if letters.heard(x) == letters.heard(y):
        both = chinese.PINYIN.fullmatch(x) and chinese.PINYIN.fullmatch(y)
        return 0.78 if both else 0.93
    if chinese.meanings(x, tables) & chinese.meanings(y, tables):
        return 0.5 if same_spelling else MEANT - 0.01
    known = chinese.meanings(x, tables) and chinese.meanings(y, tables)
    return 0.6 if not known and min(len(x), len(y)) > 3 and OSA.distance(x, y) == 1 else 0.0
