"""Whose name somebody bears: made up, or that of a brother, a father, a namesake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from config.generate.stock import Weighted, ranked, table, words

Words = tuple[str, ...]

#: Where many a son bears the whole name of his father.
JUNIORS = {"western", "filipino", "peruvian"}

DIALECTS = Weighted(("hokkien", "cantonese", "hakka", "teochew", "pinyin"), (38, 26, 16, 12, 8))


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name, apart from how one writes them. Chinese parts are Han characters."""

    culture: str
    sex: str
    given: Words
    family: Words
    #: How Han is read aloud: a dialect, `pinyin` or `wade`.
    tongue: str = ""
    western: str = ""
    nick: str = ""


@dataclass(frozen=True, slots=True)
class Culture:
    name: str
    citizenships: Words
    order: str
    #: Between given name and father's name, of a man and of a woman: bin, binti.
    marks: Words
    families: str


@cache
def cultures() -> dict[str, Culture]:
    return {
        row["culture"]: Culture(
            row["culture"],
            tuple(row["citizenships"].split()),
            row["order"],
            tuple(row["marks"].split()),
            row["families"],
        )
        for row in table("cultures")
    }


@cache
def peoples() -> Weighted[Culture]:
    """The cultures, by how many of the freed come from each."""
    return Weighted(list(cultures().values()), [float(row["weight"]) for row in table("cultures")])


def made_up(rng: Random, culture: str, sex: str) -> Name:
    name = Name(culture, sex, _given(rng, culture, sex), _family(rng, culture, sex))
    if cultures()[culture].order == "chinese":
        return _chinese(rng, name)
    return replace(name, nick=words(culture, "nick").pick(rng))


def sibling(rng: Random, name: Name, sex: str) -> Name:
    """Another given name of the same father; Chinese siblings often share the first character."""
    other = made_up(rng, name.culture, sex)
    while other.given == name.given:
        other = made_up(rng, name.culture, sex)
    given = other.given
    if len(name.given) == len(given) == 2 and other.tongue and given[1] != name.given[1]:
        given = (name.given[0], given[1])
    elif not name.family and given[1:] != name.given[1:]:
        # Without surnames, a syllable is what tells that they belong together.
        given = (name.given[0], *given[1:])
    family = name.family if sex == name.sex else _of_the_other_sex(other, name)
    return replace(other, given=given, family=family, tongue=name.tongue)


def parent(rng: Random, name: Name) -> Name:
    """The father. Where a father's name follows one's own, the two names are each other's flip."""
    if cultures()[name.culture].families == "father":
        father = made_up(rng, name.culture, "male")
        flipped = name.given if name.sex == "male" else father.family
        return replace(father, given=name.family, family=flipped)
    other = sibling(rng, name, "male")
    is_junior = name.culture in JUNIORS and name.sex == "male" and rng.random() < 0.5
    return name if is_junior else other


def _of_the_other_sex(other: Name, name: Name) -> Words:
    return other.family if name.culture == "bangladeshi" else name.family


# Given names -------------------------------------------------------------------------------------


def _given(rng: Random, culture: str, sex: str) -> Words:
    return SHAPES.get(culture, _one_or_two)(rng, culture, sex)


def _one_or_two(rng: Random, culture: str, sex: str) -> Words:
    first, second = (words(culture, sex).pick(rng) for _ in range(2))
    return (first, second) if rng.random() < TWO.get(culture, 0.3) and first != second else (first,)


def _malay(rng: Random, culture: str, sex: str) -> Words:
    given = _one_or_two(rng, culture, sex)
    if rng.random() < 0.5 and len(given) == 1:
        return (words(culture, f"prefix_{sex}").pick(rng), *given)
    return given


def _vietnamese(rng: Random, culture: str, sex: str) -> Words:
    return words(culture, f"middle_{sex}").pick(rng), words(culture, sex).pick(rng)


def _burmese(rng: Random, culture: str, sex: str) -> Words:
    """Two to four syllables and no surname."""
    count = rng.choice((2, 3, 3, 3, 4))
    return tuple(dict.fromkeys(words(culture, sex).pick(rng) for _ in range(count + 1)))[:count]


def _bangladeshi(rng: Random, culture: str, sex: str) -> Words:
    given = words(culture, sex).pick(rng)
    return ("Md", given) if sex == "male" and rng.random() < 0.5 else (given,)


def _characters(rng: Random, culture: str, sex: str) -> Words:
    first, second = (_hans(sex).pick(rng) for _ in range(2))
    return (first,) if rng.random() > TWO[culture] else (first, second)


@cache
def _hans(sex: str) -> Weighted[str]:
    return ranked([row["han"] for row in table("characters") if row["sex"] in (sex[0], "b")])


#: The share with two given names.
TWO = {
    "malay": 0.25,
    "chinese": 0.93,
    "taiwanese": 0.96,
    "mainland": 0.7,
    "tamil": 0.15,
    "punjabi": 0,
    "thai": 0,
    "khmer": 0.15,
    "filipino": 0.5,
    "indonesian": 0.5,
    "peruvian": 0.6,
    "arabic": 0,
    "western": 0.4,
}
SHAPES: dict[str, Callable[[Random, str, str], Words]] = {
    "malay": _malay,
    "chinese": _characters,
    "taiwanese": _characters,
    "mainland": _characters,
    "vietnamese": _vietnamese,
    "burmese": _burmese,
    "bangladeshi": _bangladeshi,
}


# Surnames and fathers' names ---------------------------------------------------------------------


def _family(rng: Random, culture: str, sex: str) -> Words:
    return FAMILIES.get(culture, _surname)(rng, culture, sex)


def _surname(rng: Random, culture: str, sex: str) -> Words:
    return (words(culture, "family").pick(rng),)


def _father(rng: Random, culture: str, sex: str) -> Words:
    father = words(culture, "father").pick(rng)
    if culture == "malay" and rng.random() < 0.3:
        return rng.choice(("Abdul", "Mohd", "Muhammad", "Ahmad", "Wan", "Che")), father
    return (father,)


def _thai_family(rng: Random, culture: str, sex: str) -> Words:
    """Thai surnames are long and rare: composed of two or three words."""
    ends = "".join(words("thai", "family_b").pick(rng) for _ in range(rng.choice((1, 2, 2))))
    return (words("thai", "family_a").pick(rng) + ends,)


def _two_families(rng: Random, culture: str, sex: str) -> Words:
    return _surname(rng, culture, sex) + _surname(rng, culture, sex)


def _clan(rng: Random, culture: str, sex: str) -> Words:
    return _surname(rng, culture, sex) if rng.random() < 0.7 else ()


def _perhaps(rng: Random, culture: str, sex: str) -> Words:
    return _surname(rng, culture, sex) if rng.random() < 0.8 else (words(culture, sex).pick(rng),)


def _bangladeshi_family(rng: Random, culture: str, sex: str) -> Words:
    return (words(culture, "family_female" if sex == "female" else "family").pick(rng),)


def _arabic_family(rng: Random, culture: str, sex: str) -> Words:
    family = words(culture, "family").pick(rng)
    article = "Al-" if rng.random() < 0.4 else ""
    return words(culture, "male").pick(rng), article + family


def _with_mother(rng: Random, culture: str, sex: str) -> Words:
    return _two_families(rng, culture, sex) if rng.random() < 0.4 else _surname(rng, culture, sex)


def _none(rng: Random, culture: str, sex: str) -> Words:
    return ()


def _han_family(rng: Random, culture: str, sex: str) -> Words:
    return (_han_families().pick(rng),)


@cache
def _han_families() -> Weighted[str]:
    return ranked([row["han"] for row in table("surnames")])


FAMILIES: dict[str, Callable[[Random, str, str], Words]] = {
    "malay": _father,
    "tamil": _father,
    "punjabi": _clan,
    "chinese": _han_family,
    "taiwanese": _han_family,
    "mainland": _han_family,
    "thai": _thai_family,
    "burmese": _none,
    "filipino": _with_mother,
    "indonesian": _perhaps,
    "bangladeshi": _bangladeshi_family,
    "peruvian": _two_families,
    "arabic": _arabic_family,
}


def _chinese(rng: Random, name: Name) -> Name:
    tongues = {"taiwanese": "wade", "mainland": "pinyin"}
    tongue = tongues.get(name.culture) or DIALECTS.pick(rng)
    western = words("chinese", f"western_{name.sex}").pick(rng)
    return replace(name, tongue=tongue, western=western)
