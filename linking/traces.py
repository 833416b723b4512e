"""Further keys of a person, beside those of `linking.keys`: rarer ones, that survive where a key
of sounds has too many records."""

from __future__ import annotations

from collections.abc import Iterator

from people.models import Person, UseRole
from people.names import parse
from people.names.chinese import full_pinyin


def han_names(person: Person) -> Iterator[str]:
    """A name in characters, exactly, of either set."""
    for name in person.names.all():
        if len(han := parse(name.text).han) > 1:
            yield f"han:{han}"


def pinyin_names(person: Person) -> Iterator[str]:
    """All syllables of a Chinese name in pinyin, in no order, the surname in any dialect."""
    for name in person.names.all():
        for syllables in full_pinyin(parse(name.text)):
            yield f"pinyin:{'+'.join(sorted(syllables))}"


def offer_contacts(person: Person) -> Iterator[str]:
    """What the job offer gave to answer to: two who answered one advertisement meet."""
    for use in person.uses.all():
        if use.role == UseRole.CONTACT and not use.identifier.is_common:
            yield f"offer:{use.identifier.kind}:{use.identifier.value}"


SOURCES = (han_names, pinyin_names, offer_contacts)
