"""How alike two records are: pure functions over facts, no queries, no clock.

Weights are bits: evidence that is twice as likely between records of one human as between records
of two adds 1. They are judged by hand, published here, and shown to the reviewer one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import product

from django_countries import countries
from rapidfuzz.distance import JaroWinkler

from core.dates import PartialDate
from people.models import IdentifierKind, Person, Sex, UseRole
from people.normalise import Name, parse, sound

#: From this weight on a pair is proposed to reviewers.
PROPOSE = 6.0

SHARED: dict[str, float] = {
    IdentifierKind.PASSPORT: 14,
    IdentifierKind.NATIONAL_ID: 14,
    IdentifierKind.TRAVEL_DOCUMENT: 14,
    IdentifierKind.EMAIL: 10,
    IdentifierKind.HANDLE: 10,
    IdentifierKind.PHONE: 10,
    IdentifierKind.BANK_ACCOUNT: 10,
    IdentifierKind.CARD: 10,
    IdentifierKind.WALLET: 10,
    IdentifierKind.DEVICE: 8,
    IdentifierKind.PNR: 2,
    IdentifierKind.URL: 2,
}
NAME = {"same": 5.0, "sound": 4.0, "missing": 3.0, "order": 3.0, "conflict": -3.0}
BIRTH = {"same": 8.0, "swapped": 5.0, "compatible": 3.0, "different": -7.0}
SEX = {"same": 0.3, "different": -5.0}
CITIZENSHIP = {"shared": 0.3, "different": -2.0}
#: Somebody who renews a passport, or travels on two, has several: weak evidence against.
OTHER_PASSPORT = -1.0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a weight was given, in words that a reviewer can check."""

    rule: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What one record says of a human, as far as the model compares it."""

    names: tuple[Name, ...]
    born_on: PartialDate | None
    sex: str
    citizenships: frozenset[str]
    #: (kind, value) of what the person holds or uses; never what somebody gave them.
    identifiers: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    weight: float
    reasons: tuple[Reason, ...]

    def as_json(self) -> list[dict[str, object]]:
        return [asdict(reason) for reason in self.reasons]


OWN = frozenset({UseRole.HOLDER, UseRole.USER})


def facts_of(person: Person) -> Facts:
    """Read the facts of a person whose `names` and `uses__identifier` are prefetched."""
    return Facts(
        names=tuple(parse(name.text) for name in person.names.all()),
        born_on=person.born_on,
        sex=person.sex,
        citizenships=frozenset(person.citizenships),
        identifiers=frozenset(
            (use.identifier.kind, use.identifier.value)
            for use in person.uses.all()
            if use.role in OWN and not use.identifier.is_common
        ),
    )


def compare(a: Facts, b: Facts) -> Comparison:
    """The sum of every rule that has something to say."""
    reasons = tuple(reason for rule in RULES for reason in rule(a, b))
    return Comparison(round(sum(reason.weight for reason in reasons), 1), reasons)


def identifiers(a: Facts, b: Facts) -> Iterator[Reason]:
    for kind, value in sorted(a.identifiers & b.identifiers):
        label = IdentifierKind(kind).label
        yield Reason("identifier", SHARED[kind], f"Both hold or use {label.lower()} {value}")


def passports(a: Facts, b: Facts) -> Iterator[Reason]:
    one, other = (
        {value for kind, value in facts.identifiers if kind == IdentifierKind.PASSPORT}
        for facts in (a, b)
    )
    if one and other and not one & other:
        yield Reason("passport", OTHER_PASSPORT, "The passports differ")


def names(a: Facts, b: Facts) -> Iterator[Reason]:
    """The best that any name of one says with any name of the other."""
    found = (
        alike(one, other) for one, other in product(a.names, b.names) if one.parts and other.parts
    )
    if best := max(found, key=lambda reason: reason.weight, default=None):
        yield best


def births(a: Facts, b: Facts) -> Iterator[Reason]:
    if not (a.born_on and b.born_on):
        return
    one, other = a.born_on, b.born_on
    words = f"{one.words} and {other.words}"
    if one == other and one.day:
        yield Reason("birth", BIRTH["same"], f"Born on the same day, {one.words}")
    elif one.may_equal(other) or _close(one, other):
        yield Reason("birth", BIRTH["compatible"], f"Births may agree: {words}")
    elif (one.year, one.month, one.day) == (other.year, other.day, other.month):
        yield Reason("birth", BIRTH["swapped"], f"Births agree with day and month swapped: {words}")
    else:
        yield Reason("birth", BIRTH["different"], f"Births differ: {words}")


def _close(one: PartialDate, other: PartialDate) -> bool:
    """An approximate year, with the year before and after it."""
    return (one.approximate or other.approximate) and abs(one.year - other.year) <= 1


def sexes(a: Facts, b: Facts) -> Iterator[Reason]:
    if Sex.UNKNOWN in (a.sex, b.sex):
        return
    if a.sex == b.sex:
        yield Reason("sex", SEX["same"], f"Both {Sex(a.sex).label.lower()}")
    else:
        yield Reason("sex", SEX["different"], f"{Sex(a.sex).label} and {Sex(b.sex).label.lower()}")


def citizenships(a: Facts, b: Facts) -> Iterator[Reason]:
    if not (a.citizenships and b.citizenships):
        return
    if shared := a.citizenships & b.citizenships:
        yield Reason("citizenship", CITIZENSHIP["shared"], f"Both of {_names(shared)}")
    else:
        words = " and ".join(_names(side) for side in (a.citizenships, b.citizenships))
        yield Reason("citizenship", CITIZENSHIP["different"], f"Citizenships differ: {words}")


def _names(codes: Iterable[str]) -> str:
    return ", ".join(sorted(countries.name(code) for code in codes))


RULES: tuple[Callable[[Facts, Facts], Iterator[Reason]], ...] = (
    identifiers,
    names,
    births,
    sexes,
    citizenships,
    passports,
)


# Names part by part ----------------------------------------------------------------------------


def alike(a: Name, b: Name) -> Reason:
    """What two names say of each other. A missing part is no conflict; a swapped patronym is."""
    pair = f"{a.text} – {b.text}"
    if a.patronym and b.patronym:
        given, family = _meet(a.given, b.given), _meet(a.patronym, b.patronym)
        if "conflict" in (given, family):
            return Reason("name", NAME["conflict"], f"Given name or father's name differs: {pair}")
        level = min(given, family, key=lambda level: NAME[level])
        return _name_reason(level, pair)
    return _name_reason(_meet(a.parts, b.parts), pair)


def _name_reason(level: str, pair: str) -> Reason:
    return Reason("name", NAME[level], f"{NAME_WORDS[level]}: {pair}")


NAME_WORDS = {
    "same": "Same name",
    "sound": "Names sound alike",
    "order": "Same parts in another order",
    "missing": "A part of the name is missing on one side",
    "conflict": "Names differ",
}


def _meet(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """The level at which two runs of parts agree."""
    if a == b:
        return "same"
    if len(a) == len(b) and all(_sound_alike(one, other) for one, other in zip(a, b, strict=True)):
        return "sound"
    if sorted(map(sound, a)) == sorted(map(sound, b)):
        return "order"
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) > 1 and _all_found(shorter, longer):
        return "missing"
    return "conflict"


def _all_found(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = list(longer)
    for part in shorter:
        match = next((other for other in rest if _sound_alike(part, other)), None)
        if match is None:
            return False
        rest.remove(match)
    return True


def _sound_alike(a: str, b: str) -> bool:
    """Same sound, or a slip of the pen in a longer part."""
    return sound(a) == sound(b) or (
        min(len(a), len(b)) > 4 and JaroWinkler.similarity(a, b) >= 0.93
    )
