"""Two records fact by fact: where they agree, where they differ, where one says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from core.choices import Badge
from linking.current import current
from linking.model.levels import name_level
from people.models import Person, Sex
from people.names import parse

#: A value, and a remark on it: ("Tan Mei Ling", "As in passport").
Value = tuple[str, str]


class Agreement(Badge):
    """How the two records stand to each other in one fact."""

    AGREE = "agree", "success", "check", "Agree"
    DIFFER = "differ", "danger", "circle-x", "Differ"
    MISSING = "missing", "neutral", "minus", "Not in both"


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    left: list[Value]
    right: list[Value]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Fact:
    """How a fact is shown, and whether two records that both have it agree."""

    label: str
    shown: Callable[[Person], list[Value]]
    agree: Callable[[Person, Person], bool]


def names(person: Person) -> list[Value]:
    return [(name.text, name.get_kind_display()) for name in person.names.all()]


def birth(person: Person) -> list[Value]:
    return [(person.born_on.words, "")] if person.born_on else []


def age(person: Person) -> list[Value]:
    return [] if person.age_stated is None else [(str(person.age_stated), "")]


def sex(person: Person) -> list[Value]:
    return [] if person.sex == Sex.UNKNOWN else [(person.get_sex_display(), "")]


def citizenships(person: Person) -> list[Value]:
    shown: str = getattr(person, "get_citizenships_display")()  # noqa: B009 – made by the field
    return [(shown, "")] if person.citizenships else []


def identifiers(person: Person) -> list[Value]:
    return [(str(use), "") for use in person.uses.all()]


def same_name(one: Person, other: Person) -> bool:
    """As the model compares them: two spellings of one name, in whatever script, agree."""
    bits = current().bits["name"]
    pairs = product(one.names.all(), other.names.all())
    levels = (name_level(parse(mine.text), parse(theirs.text)) for mine, theirs in pairs)
    return any(bits[level] > 0 for level in levels if level)


def same_birth(one: Person, other: Person) -> bool:
    return bool(one.born_on and other.born_on and one.born_on.may_equal(other.born_on))


def same_identifier(one: Person, other: Person) -> bool:
    return bool(_used(one) & _used(other))


def same_citizenship(one: Person, other: Person) -> bool:
    return bool({*one.citizenships} & {*other.citizenships})


BIRTH = Fact("Born", birth, same_birth)
SEX = Fact("Sex", sex, lambda one, other: one.sex == other.sex)
CITIZENSHIPS = Fact("Citizenships", citizenships, same_citizenship)
FACTS = (
    Fact("Names", names, same_name),
    BIRTH,
    Fact("Age as stated", age, lambda one, other: one.age_stated == other.age_stated),
    SEX,
    CITIZENSHIPS,
    Fact("Identifiers", identifiers, same_identifier),
)


def compared(left: Person, right: Person) -> Iterator[Row]:
    """A row for each fact; names and uses of both should be prefetched."""
    for fact in FACTS:
        mine, theirs = fact.shown(left), fact.shown(right)
        yield Row(fact.label, mine, theirs, _agreement(fact, left, right, bool(mine and theirs)))


def _agreement(fact: Fact, left: Person, right: Person, in_both: bool) -> Agreement:
    if not in_both:
        return Agreement.MISSING
    return Agreement.AGREE if fact.agree(left, right) else Agreement.DIFFER


def _used(person: Person) -> set[object]:
    return {use.identifier_id for use in person.uses.all()}
