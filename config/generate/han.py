"""Chinese names: the same characters in the romanisation of each dialect."""

from __future__ import annotations

from functools import cache
from random import Random

from config.generate.names import Name
from config.generate.stock import table

TONGUES = ("hokkien", "cantonese", "hakka", "teochew", "pinyin", "wade")
#: What usually stands between two syllables of a given name.
JOINTS = {"pinyin": "", "wade": "-"}


def latin(rng: Random, name: Name, joint: str | None = None) -> tuple[str, str, str]:
    """The whole name, the given names and the surname."""
    if joint is None:
        joint = JOINTS.get(name.tongue, " ")
    syllables = [syllable(character, name.tongue) for character in name.given]
    if joint != " ":
        syllables[1:] = [one.lower() for one in syllables[1:]]
    given, family = joint.join(syllables), _surnames()[name.family[0]][name.tongue]
    return f"{family} {given}", given, family


def native(name: Name, *, traditional: bool | None = None) -> str:
    """In characters; Taiwan's are the traditional ones."""
    old = name.culture == "taiwanese" if traditional is None else traditional
    script = "traditional" if old else "han"
    given = "".join(_characters()[character][script] for character in name.given)
    return _surnames()[name.family[0]][script] + given


def syllable(character: str, tongue: str) -> str:
    return _characters()[character][tongue].capitalize()


@cache
def _surnames() -> dict[str, dict[str, str]]:
    return {row["han"]: row for row in table("surnames")}


@cache
def _characters() -> dict[str, dict[str, str]]:
    return {row["han"]: row for row in table("characters")}
