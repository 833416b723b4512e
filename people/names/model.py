"""What a name is made of, and what two names say of each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    GIVEN = "given"
    FAMILY = "family"  # a surname or clan
    FATHER = "father"  # a patronym
    GENERATION = "generation"  # the syllable that Chinese siblings often share
    INITIAL = "initial"
    TITLE = "title"
    PARTICLE = "particle"
    SUFFIX = "suffix"  # Jr, III


class Level(StrEnum):
    """How two names agree, the best first."""

    SAME = "same"
    SPELLING = "spelling"
    SOUND = "sound"
    ORDER = "order"
    SLIP = "slip of the pen"
    INITIAL = "initial"
    MISSING = "part missing"
    DIALECT = "surname variant only"
    SUBSET = "too little"
    SIBLING = "sibling"
    FLIP = "flip"
    HOMOPHONE = "homophone"
    CONFLICT = "conflict"
    NOTHING = "nothing to compare"


class Decision(StrEnum):
    MATCH = "match"
    POSSIBLE = "possible"
    NO = "no"


#: From these scores on a pair is called a match, or possible.
MATCH, POSSIBLE = 0.8, 0.55


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name: as written, in Latin letters, and in the one form of its spellings."""

    text: str
    role: Role
    plain: str
    forms: frozenset[str]
    #: How it sounds: in full, to an ear that does not tell b from p, and its consonants alone.
    heard: str
    voiceless: str
    bones: str
    #: How much it tells: little where half a people bears it.
    weight: float = 1.0
    #: The full names that it may be short for, and itself.
    known_as: frozenset[str] = frozenset()
    #: A name that the tables know, so that another known one is another name.
    known: bool = False
    #: A passport's line ended inside it.
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Chinese:
    """One way to read a name as Chinese: which surname, which syllables, which Western name."""

    family: str
    surnames: frozenset[str]
    given: tuple[str, ...]
    western: tuple[Part, ...] = ()
    #: Every word is Chinese, none could be another people's.
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts. `core` are those that say who it is, in the order given before family."""

    text: str
    script: str
    cultures: tuple[str, ...]
    sex: str
    parts: tuple[Part, ...]
    core: tuple[Part, ...]
    #: All of the core but the father's name.
    given: tuple[Part, ...]
    father: tuple[Part, ...]
    suffix: str
    han: str
    chinese: tuple[Chinese, ...] = ()
    #: The writer told the surname by a comma or `<<`, so its place says nothing.
    inverted: bool = False
    #: The core in plain Latin letters.
    key: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    level: Level
    score: float
    why: str

    @property
    def decision(self) -> Decision:
        if self.score >= MATCH:
            return Decision.MATCH
        return Decision.POSSIBLE if self.score >= POSSIBLE else Decision.NO
