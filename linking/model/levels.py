"""How two records agree in each field: a level in words, or nothing where one of them is silent.

Levels are the same in every runner: `linking/batch/levels.sql` says them in SQL, and a test holds
both to one answer. The level of the name comes from the name core in all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from rapidfuzz.distance import DamerauLevenshtein

from linking.model.facts import EMPTY, Facts
from linking.model.weights import OTHER_WORD
from people.names import Level, Name, compare, parse
from people.names.align import align

#: A document number this long with one letter wrong is more likely a slip than another number.
LONG_ENOUGH = 6
#: Given names so alike may be those of a sister, or of one whose name was mistyped.
NEARLY = 0.7
#: Of names of a single word these say less: many people go by it.
AGREEING = {Level.SAME, Level.SPELLING, Level.SOUND, Level.ORDER}
#: Whoever was born so many years apart may be parent and child, who often share a name and a home.
GENERATION = 15
MERGED = {Level.SPELLING: "spelling", Level.SUBSET: "too little", Level.DIALECT: "dialect"}


# Names -------------------------------------------------------------------------------------------


def name_level(one: Name, other: Name) -> str:
    """The level at which the name core finds two names to agree; coarse ones are split by score."""
    answer = compare(one, other)
    score = answer.score
    if answer.level == Level.SLIP:
        return "slip" if score >= 0.88 else "far slip"
    if answer.level == Level.MISSING:
        return "missing" if score >= 0.75 else "much missing"
    if answer.level == Level.CONFLICT:
        return _conflict(one, other, score)
    if answer.level == Level.SIBLING and align(one.given, other.given).near >= NEARLY:
        return "sibling or slip"
    if answer.level == Level.FLIP and score >= 0.5:
        return "flip or order"
    if answer.level == Level.NOTHING:
        return ""
    if answer.level in AGREEING and min(len(one.core), len(other.core)) == 1:
        return "one word"
    return MERGED.get(answer.level, str(answer.level))


def _conflict(one: Name, other: Name, score: float) -> str:
    """What agrees in the rest of the name: all but a few letters, a part, or nothing."""
    if min(len(one.core), len(other.core)) == 1:
        return OTHER_WORD
    if score >= 0.2:
        return "one part"
    return "part differs" if score > 0.1 else "conflict"


def names(a: Facts, b: Facts, order: dict[str, float]) -> str:
    """The best level, by `order` (level → bits), that any name of one has with any of the other."""
    found = (name_level(parse(x), parse(y)) for x, y in product(a.names, b.names))
    return max((level for level in found if level), key=lambda level: order[level], default="")


# Births ------------------------------------------------------------------------------------------


def birth(a: Facts, b: Facts) -> str:
    one, other = a.birth, b.birth
    if not one or not other:
        return ""
    if one.endswith("~") or other.endswith("~"):
        return _years(one, other, apart=2)
    if len(one) < 10 or len(other) < 10:
        return _partly(one, other)
    if one == other:
        return "new year" if one.endswith("-01-01") else "same"
    if one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]:
        return "swapped"
    if DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1:
        return "slip"
    agree = sum(x == y for x, y in zip(one.split("-"), other.split("-"), strict=True))
    if agree == 2:
        return "two of three"
    apart = _years(one, other, apart=-1)
    return "one of three" if agree and apart == "different" else apart


def _partly(one: str, other: str) -> str:
    """At least one side is a year, or a month of a year."""
    known = min(len(one), len(other))
    if one[:known] == other[:known]:
        return "month" if known == 7 else "year"
    return _years(one, other, apart=1)


def _years(one: str, other: str, *, apart: int) -> str:
    difference = abs(int(one[:4]) - int(other[:4]))
    if difference <= apart:
        return "about"
    return "generation" if difference >= GENERATION else "different"


# Numbers and codes -------------------------------------------------------------------------------


def document(kind: str) -> Callable[[Facts, Facts], str]:
    """Passports and the like: the same, one letter off, or different."""

    def level(a: Facts, b: Facts) -> str:
        mine, theirs = a.by_kind.get(kind), b.by_kind.get(kind)
        if not mine or not theirs:
            return ""
        if mine & theirs:
            return "same"
        return "slip" if any(_slip(x, y) for x, y in product(mine, theirs)) else "different"

    return level


def _slip(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= LONG_ENOUGH
        and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
    )


def _near(one: str, other: str) -> bool:
    """Two slips of the pen at most, in words that are long enough for it."""
    return (
        min(len(one), len(other)) >= LONG_ENOUGH - 1
        and DamerauLevenshtein.distance(one, other, score_cutoff=2) <= 2
    )


def shared(*kinds: str) -> Callable[[Facts, Facts], str]:
    """What people may have many of: another one says nothing."""

    def level(a: Facts, b: Facts) -> str:
        mine, theirs = a.by_kind, b.by_kind
        if not mine or not theirs:
            return ""
        some = any(mine.get(kind, EMPTY) & theirs.get(kind, EMPTY) for kind in kinds)
        return "same" if some else ""

    return level


def email(a: Facts, b: Facts) -> str:
    mine, theirs = a.by_kind.get("email"), b.by_kind.get("email")
    if not mine or not theirs:
        return ""
    if mine & theirs:
        return "same"
    users = [(x.partition("@")[0], y.partition("@")[0]) for x, y in product(mine, theirs)]
    if any(x == y and len(x) >= LONG_ENOUGH for x, y in users):
        return "user"
    if any(_near(x, y) for x, y in product(mine, theirs)):
        return "near"
    return "different"


# The rest ----------------------------------------------------------------------------------------


def sex(a: Facts, b: Facts) -> str:
    if not a.sex or not b.sex:
        return ""
    return "same" if a.sex == b.sex else "different"


def citizenship(a: Facts, b: Facts) -> str:
    if not a.citizenships or not b.citizenships:
        return ""
    return "shared" if a.citizenships & b.citizenships else "different"


def address(a: Facts, b: Facts) -> str:
    """By how many words of the shorter the longer has too."""
    if not a.address or not b.address:
        return ""
    fewer = min(len(a.address), len(b.address))
    common = len(a.address & b.address)
    if common == fewer:
        return "same"
    if 2 * common >= fewer:
        return "most"
    return "some" if common else "different"


def city(a: Facts, b: Facts) -> str:
    if not a.city or not b.city:
        return ""
    if a.city == b.city:
        return "same"
    return "near" if _near(a.city, b.city) else "different"


def postcode(a: Facts, b: Facts) -> str:
    if not a.postcode or not b.postcode:
        return ""
    if a.postcode == b.postcode:
        return "same"
    near = DamerauLevenshtein.distance(a.postcode, b.postcode, score_cutoff=1) <= 1
    return "slip" if near else "different"


#: Every field but the name, which is compared last because it costs most.
FIELDS: dict[str, Callable[[Facts, Facts], str]] = {
    "birth": birth,
    "passport": document("passport"),
    "national_id": document("national_id"),
    "travel_document": document("travel_document"),
    "email": email,
    "phone": shared("phone"),
    "account": shared("bank_account", "card", "wallet", "handle", "device"),
    "sex": sex,
    "citizenship": citizenship,
    "address": address,
    "city": city,
    "postcode": postcode,
    "journey": shared("flight"),
    "offer": shared("offer"),
}
