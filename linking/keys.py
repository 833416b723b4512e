"""What makes two records worth comparing: the keys of a person.

Records that share no key are never compared, so a key must survive what people do to names and
numbers; records that share one are only candidates, so a key may be crude.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from people.models import Person
from people.normalise import parts, sound

KeySource = Callable[[Person], Iterable[str]]


def name_keys(person: Person) -> Iterator[str]:
    """Every two parts of a name by their sound, in no order: a part may be missing or moved."""
    for name in person.names.all():
        sounds = sorted({sound(part) for part in parts(name.text)})
        for one, other in combinations(sounds, 2):
            yield f"name:{one}+{other}"
        if len(sounds) == 1:
            yield f"name:{sounds[0]}"


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
SOURCES: list[KeySource] = [name_keys, birth_keys, identifier_keys]


def keys_of(person: Person) -> set[str]:
    return {key[:120] for source in SOURCES for key in source(person)}
