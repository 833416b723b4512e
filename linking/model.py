"""How alike two records are: pure functions over facts, no queries, no clock.

Weights are bits: evidence that is twice as likely between records of one human as between records
of two adds 1. They are judged by hand, published here, and shown to the reviewer one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import product

from django_countries import countries

from core.dates import PartialDate
from people.models import IdentifierKind, Person, Sex, UseRole
from people.names import Level, Name, parse
from people.names import compare as compare_names

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
NAME: dict[str, float] = {
    Level.SAME: 5,
    Level.SPELLING: 4.5,
    Level.SOUND: 4,
    Level.ORDER: 3,
    Level.SLIP: 3,
    Level.MISSING: 3,
    Level.DIALECT: 3,
    Level.INITIAL: 2.5,
    Level.SUBSET: 0.5,
    Level.CONFLICT: -3,
    Level.HOMOPHONE: -3,
    Level.SIBLING: -4,
    Level.FLIP: -4,
}
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
        alike(one, other) for one, other in product(a.names, b.names) if one.core and other.core
    )
    if best := max(found, key=lambda reason: (reason.weight, reason.words), default=None):
        yield best


def alike(a: Name, b: Name) -> Reason:
    """The weight of the level at which two names agree."""
    answer = compare_names(a, b)
    words = f"{answer.why[0].upper()}{answer.why[1:]}: {a.text} – {b.text}"
    return Reason("name", NAME[answer.level], words)


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
