"""How a name is written down: the regular way, and the ways of another clerk in another country."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from config.generate import han
from config.generate.names import Name, Words, cultures
from config.generate.stock import Weighted, table

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Written:
    """A name on paper. `given` and `family` are what a form with two boxes would hold."""

    text: str
    given: str = ""
    family: str = ""
    native: str = ""
    alias: str = ""


Way = Callable[[Random, Name], Written]


def regular(rng: Random, name: Name) -> Written:
    """As the person's own papers have it."""
    if name.tongue:
        text, given, family = han.latin(rng, name)
        native = han.native(name) if rng.random() < 0.5 else ""
        alias = _chinese_alias(rng, name) if rng.random() < 0.15 else ""
        return Written(text, given, family, native, alias)
    written = in_order(name)
    if rng.random() < 0.5:
        plain = map(unaccented, (written.text, written.given, written.family))
        written = Written(*plain)
    return replace(written, alias=name.nick if rng.random() < 0.1 else "")


def otherwise(rng: Random, name: Name) -> Written:
    """As somebody else heard it, cut it short or mistyped it."""
    return (_chinese_ways() if name.tongue else _ways()).pick(rng)(rng, name)


def in_order(name: Name, mark: str | None = None) -> Written:
    culture = cultures()[name.culture]
    given, family = " ".join(name.given), " ".join(name.family)
    if mark is None:
        mark = culture.marks[name.sex == "female"] if culture.marks else ""
    parts = (family, given) if culture.order == "family" else (given, mark, family)
    return Written(" ".join(part for part in parts if part), given, family)


def unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


# Ways of any culture -----------------------------------------------------------------------------


def spelling(rng: Random, name: Name) -> Written:
    """One word, or two, by another habit of the same language."""
    for _ in range(rng.choice((1, 1, 2))):
        if not name.family or rng.random() < 0.6:
            name = replace(name, given=_respelled(rng, name.culture, name.given))
        else:
            name = replace(name, family=_respelled(rng, name.culture, name.family))
    return in_order(name)


def order(rng: Random, name: Name) -> Written:
    """The family first where it stands last, and the other way round; perhaps with a comma."""
    given, family = " ".join(name.given), " ".join(name.family)
    if not family:
        moved = name.given[1:] + name.given[:1]
        return Written(" ".join(moved), " ".join(moved))
    if cultures()[name.culture].order == "family":
        return Written(f"{given} {family}", given, family)
    return Written(f"{family}{rng.choice((',', ''))} {given}", given, family)


def missing(rng: Random, name: Name) -> Written:
    """The mark between the names, one of several parts, or all of the family is left out."""
    if cultures()[name.culture].marks and rng.random() < 0.5:
        return in_order(name, mark="")
    if len(name.given) > 1 and rng.random() < 0.6:
        return in_order(replace(name, given=name.given[rng.choice((0, 1)) :][:1] or name.given))
    if len(name.family) > 1:
        return in_order(replace(name, family=name.family[:1]))
    return Written(" ".join(name.given), " ".join(name.given))


def slip(rng: Random, name: Name) -> Written:
    """A slip of the fingers in one word."""
    words = list(name.given + name.family)
    at = rng.randrange(len(words))
    words[at] = mistyped(rng, words[at])
    given, family = tuple(words[: len(name.given)]), tuple(words[len(name.given) :])
    return in_order(replace(name, given=given, family=family))


def capitals(rng: Random, name: Name) -> Written:
    written = in_order(name)
    return Written(
        *(unaccented(part).upper() for part in (written.text, written.given, written.family))
    )


def joined(rng: Random, name: Name) -> Written:
    """Given names in one word: Nur Aisyah, Nuraisyah."""
    return in_order(replace(name, given=("".join(name.given).capitalize(),)))


def initial(rng: Random, name: Name) -> Written:
    """The father, or a second given name, as an initial: K. Selvam."""
    given = " ".join(name.given)
    if not name.family:
        return Written(f"{given} {name.given[-1]}", given)
    dot = rng.choice((".", ""))
    if cultures()[name.culture].families == "father":
        return Written(f"{name.family[-1][0]}{dot} {given}", given, name.family[-1][0])
    short = (name.given[0], *(f"{word[0]}{dot}" for word in name.given[1:]))
    return in_order(replace(name, given=short))


def alias(rng: Random, name: Name) -> Written:
    """The name that friends use, in place of that of the passport."""
    family = f" {name.family[0]}" if name.family and rng.random() < 0.5 else ""
    text = f"{name.nick}{family}"
    return Written(text, name.nick, family.strip(), alias=name.nick)


def mistyped_text(rng: Random, text: str) -> str:
    words = text.split()
    at = rng.randrange(len(words))
    words[at] = mistyped(rng, words[at])
    return " ".join(words)


def mistyped(rng: Random, word: str) -> str:
    """Two letters swapped, one lost, one doubled, or one for another; the first one stays."""
    if len(word) < 3:
        return word + word[-1].lower()
    at = rng.randrange(1, len(word) - 1)
    start, one, other, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
    strange = rng.choice(LETTERS)
    ends = (other + one, other, one + one + other, strange + other)
    return start + rng.choice(ends) + rest


def _respelled(rng: Random, culture: str, words: Words) -> Words:
    """Apply one rule that fits; words that no rule fits get a slip."""
    fitting = [
        (at, new)
        for at, word in enumerate(words)
        for old, habit in _rules()[culture]
        if (new := _applied(word, old, habit)) != word
    ]
    if not fitting:
        return (*words[:-1], mistyped(rng, words[-1]))
    at, new = rng.choice(fitting)
    return (*words[:at], new, *words[at + 1 :])


def _applied(word: str, old: str, new: str) -> str:
    if old[0].isupper():
        return new if word == old else word
    if word.lower().startswith(old):
        return (new + word[len(old) :]).capitalize()
    return word.replace(old, new, 1)


@cache
def _rules() -> dict[str, list[tuple[str, str]]]:
    """Culture → what is written otherwise; `@` stands for a space."""
    return {
        row["culture"]: [
            (old, new.replace("@", " "))
            for old, _, new in (rule.partition("=") for rule in row["rules"].split())
        ]
        for row in table("spellings")
    }


@cache
def _ways() -> Weighted[Way]:
    return Weighted(
        (spelling, missing, slip, order, capitals, joined, initial, alias),
        (34, 15, 14, 10, 9, 7, 6, 5),
    )


# Ways of Chinese names ---------------------------------------------------------------------------


def _other_tongue(rng: Random, name: Name) -> Written:
    """Read aloud in another dialect, or in the spelling of another country."""
    others = [tongue for tongue in han.TONGUES if tongue != name.tongue]
    return Written(*han.latin(rng, replace(name, tongue=rng.choice(others))))


def _han_only(rng: Random, name: Name) -> Written:
    return Written(han.native(name, traditional=rng.random() < 0.4))


def _chinese_order(rng: Random, name: Name) -> Written:
    _, given, family = han.latin(rng, name)
    return Written(f"{given}{rng.choice((' ', ' ', ', '))}{family}", given, family)


def _western(rng: Random, name: Name) -> Written:
    """With the Western name in front of all, or in place of the Chinese one."""
    text, given, family = han.latin(rng, name)
    if rng.random() < 0.5:
        return Written(f"{name.western} {text}", f"{name.western} {given}", family)
    return Written(f"{name.western} {family}", name.western, family)


def _chinese_slip(rng: Random, name: Name) -> Written:
    _, given, family = han.latin(rng, name)
    given = mistyped(rng, given)
    return Written(f"{family} {given}", given, family)


def _chinese_capitals(rng: Random, name: Name) -> Written:
    return Written(*(part.upper() for part in han.latin(rng, name)))


def _one_syllable(rng: Random, name: Name) -> Written:
    return Written(*han.latin(rng, replace(name, given=name.given[-1:])))


def _called(rng: Random, name: Name) -> Written:
    called = _chinese_alias(rng, name)
    return Written(called, alias=called)


def _chinese_alias(rng: Random, name: Name) -> str:
    return f"Ah {han.syllable(name.given[-1], name.tongue)}" if rng.random() < 0.7 else name.western


@cache
def _chinese_ways() -> Weighted[Way]:
    return Weighted(
        (
            _other_tongue,
            _respaced,
            _chinese_slip,
            _western,
            _chinese_order,
            _chinese_capitals,
            _han_only,
            _one_syllable,
            _called,
        ),
        (28, 16, 12, 11, 10, 8, 7, 4, 4),
    )


def _respaced(rng: Random, name: Name) -> Written:
    """The same syllables, apart, joined or with a hyphen."""
    return Written(*han.latin(rng, name, joint=rng.choice((" ", "-", ""))))
