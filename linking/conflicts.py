"""Facts in which the records of one identity contradict each other."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from linking import sides
from people.models import Person


@dataclass(frozen=True, slots=True)
class Conflict:
    """One fact, and who says what of it."""

    label: str
    said: list[tuple[str, list[Person]]]


def among(people: Iterable[Person]) -> Iterator[Conflict]:
    """The facts that do not fit together; names and uses should be prefetched."""
    people = list(people)
    for fact in (sides.BIRTH, sides.SEX, sides.CITIZENSHIPS):
        stated = [person for person in people if fact.shown(person)]
        if not all(fact.agree(one, other) for one, other in combinations(stated, 2)):
            yield Conflict(fact.label, _by_value((fact.shown(p)[0][0], p) for p in stated))
    yield from _names(people)


def _names(people: list[Person]) -> Iterator[Conflict]:
    """Names are compared within a script: 陈美莲 and Tan Mei Ling contradict nothing."""
    scripts: dict[str, list[tuple[str, str, Person]]] = defaultdict(list)
    for person in people:
        for name in person.names.all():
            scripts[script_of(name.text)].append((name.folded, name.text, person))
    for script, names in sorted(scripts.items()):
        if len({folded for folded, *_ in names}) > 1:
            yield Conflict(f"Names, {script}", _by_value((text, p) for _, text, p in names))


def script_of(text: str) -> str:
    """The script of the first letter, as Unicode calls it: Latin, Cjk, Thai, Tamil."""
    letter = next((char for char in text if char.isalpha()), "")
    return unicodedata.name(letter, "Other").split()[0].capitalize() if letter else "Other"


def _by_value(said: Iterable[tuple[str, Person]]) -> list[tuple[str, list[Person]]]:
    values: dict[str, list[Person]] = defaultdict(list)
    for value, person in said:
        values[value].append(person)
    return sorted(values.items())
