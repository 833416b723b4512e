"""What makes two records worth comparing: the keys of a record.

Records that share no key are never compared, so a key must survive what people do to names and
numbers; records that share one are only candidates, so a key may be crude. A key that many records
have tells little: its block is not compared (see `linking.candidates.BLOCK_CAP`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from linking.model.facts import Facts
from people.names import Name, parse, sounds
from people.names.chinese import full_pinyin

#: A key is cut to this length; the column is as wide.
LENGTH = 120


def name_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """Every two parts of a name by their sound, in no order: a part may be missing or moved.

    And all of them, which are rarer than any two, and tell how rare the whole name is.
    """
    for name in names:
        heard = sorted(sounds(name))
        for one, other in combinations(heard, 2):
            yield f"name:{one}+{other}"
        if len(heard) != 2 and heard:
            yield f"name:{'+'.join(heard)}"


def anniversary_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """One part of a name with the day and month of birth, in no order: two slips are survived."""
    if len(facts.birth) != 10:
        return
    day = "".join(sorted((facts.birth[5:7], facts.birth[8:])))
    for heard in {one for name in names for one in sounds(name)}:
        yield f"day:{heard}+{day}"


def surname_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """A Chinese surname in any dialect with the birth year: dialects share no other sound."""
    if not facts.birth:
        return
    for name in names:
        for reading in name.chinese:
            for surname in reading.surnames if reading.certain else ():
                yield f"surname:{surname}+{facts.birth[:4]}"


def han_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """A name in characters, exactly, of either set."""
    return (f"han:{name.han}" for name in names if len(name.han) > 1)


def pinyin_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """All syllables of a Chinese name in pinyin, in no order, the surname in any dialect."""
    for name in names:
        for syllables in full_pinyin(name):
            yield f"pinyin:{'+'.join(sorted(syllables))}"


def birth_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """The whole birth date; a year alone would join everybody to everybody."""
    if len(facts.birth) == 10:
        yield f"born:{facts.birth}"


def home_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """The postcode with the house, the birth year or a part of the name."""
    if not facts.postcode:
        return
    yield from (f"home:{facts.postcode}+{word}" for word in facts.address if word[0].isdigit())
    if facts.birth:
        yield f"home:{facts.postcode}+{facts.birth[:4]}"
    for heard in {one for name in names for one in sounds(name)}:
        yield f"home:{facts.postcode}+{heard}"


def identifier_keys(facts: Facts, names: list[Name]) -> Iterator[str]:
    """Every identifier, so that people without a name in common meet; and what is read for it."""
    for one in facts.identifiers:
        yield one
        kind, _, value = one.partition(":")
        if kind == "passport":
            yield f"read:{value.translate(MISREAD)}"
        if kind == "email" and len(user := value.partition("@")[0]) >= 6:
            yield f"user:{user}"


#: Letters and digits that are taken for each other when a passport is copied.
MISREAD = str.maketrans("OIBSZ", "01852")

MAKERS: tuple[Callable[[Facts, list[Name]], Iterable[str]], ...] = (
    name_keys,
    anniversary_keys,
    surname_keys,
    han_keys,
    pinyin_keys,
    birth_keys,
    home_keys,
    identifier_keys,
)


def keys_of(facts: Facts) -> set[str]:
    """All keys of a record, its traces among them."""
    names = [parse(name) for name in facts.names]
    made = {key for maker in MAKERS for key in maker(facts, names)}
    return {key[:LENGTH] for key in made | facts.traces}


def wide_keys(facts: Facts) -> set[str]:
    """Cruder keys, for lists short enough that their blocks stay small."""
    heard = {one for name in facts.names for one in sounds(parse(name))}
    made = {f"part:{one}" for one in heard}
    if facts.birth:
        made |= {f"year:{facts.birth[:4]}+{one}" for one in heard}
        made |= {f"place:{facts.city}+{facts.birth[:4]}"} if facts.city else set()
    if len(facts.birth) == 10:
        made |= {f"month:{facts.birth[:7]}", f"day:{facts.birth[5:]}"}
    if facts.city:
        made |= {f"place:{facts.city}+{one}" for one in heard}
    return {key[:LENGTH] for key in made}
