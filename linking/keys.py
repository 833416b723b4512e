"""What makes two records worth comparing: the keys of a person.

Records that share no key are never compared, so a key must survive what people do to names and
numbers; records that share one are only candidates, so a key may be crude.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from people.models import Person
from people.names import parse, sounds

KeySource = Callable[[Person], Iterable[str]]


def name_keys(person: Person) -> Iterator[str]:
    """Every two parts of a name by their sound, in no order: a part may be missing or moved."""
    for name in person.names.all():
        heard = sorted(sounds(parse(name.text)))
        for one, other in combinations(heard, 2):
            yield f"name:{one}+{other}"
        if len(heard) == 1:
            yield f"name:{heard[0]}"


def surname_keys(person: Person) -> Iterator[str]:
    """A Chinese surname in any dialect with the birth year: dialects share no other sound."""
    if not person.born_on:
        return
    for name in person.names.all():
        for reading in parse(name.text).chinese:
            for surname in reading.surnames if reading.certain else ():
                yield f"surname:{surname}+{person.born_on.year}"


def birth_keys(person: Person) -> Iterator[str]:
    """The whole birth date; a year alone would join everybody to everybody."""
    if person.born_on and person.born_on.day:
        yield f"born:{person.born_on.earliest.isoformat()}"


def identifier_keys(person: Person) -> Iterator[str]:
    """Every identifier, so that people without a name in common meet; common ones join nobody."""
    for use in person.uses.all():
        if not use.identifier.is_common:
            yield f"{use.identifier.kind}:{use.identifier.value}"


#: Higher apps add theirs in `apps.ready`.
SOURCES: list[KeySource] = [name_keys, surname_keys, birth_keys, identifier_keys]


def keys_of(person: Person) -> set[str]:
    return {key[:120] for source in SOURCES for key in source(person)}
