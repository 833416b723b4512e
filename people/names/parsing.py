"""From what people write to the parts of a name and their roles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from people.names import chinese, families, letters, roles
from people.names.model import Chinese, Name, Part, Role
from people.names.tables import Tables, current

#: `a/l`, `A / L`, `anak lelaki`: one marker, which the table knows.
CHILD_OF = [
    (re.compile(r"\banak\s+lelaki\b", re.I), " a/l "),
    (re.compile(r"\banak\s+perempuan\b", re.I), " a/p "),
    (re.compile(r"\b([asd])\s*/\s*([lpo])\b", re.I), r" \1/\2 "),
]
#: Whether it is worth looking for those at all.
MARKED = re.compile("/|anak", re.I)
CHILD = re.compile("[asdASD]/[lpoLPO]")
CONSONANTS = re.compile("[B-DF-HJ-NP-TV-Z]{2}")
CAMEL = re.compile(r"(?<=[^\W\d_A-Z]{3})(?=[A-Z])")
DOTTED = re.compile(r"[.·•‧・_]+")
APART = re.compile(r"[\s,;()\[\]{}\"“”/\\|+*&-]+")
#: The article, joined to its word in Arabic script.
ARTICLE = re.compile(r"^ال(?=\w{2})")
#: The line of a passport is this long; a name that fills it was cut.
MRZ_NAME = 39


def parse(text: str) -> Name:
    """Read a name with the tables in use."""
    return read(text, current())


@lru_cache(maxsize=50_000)
def read(text: str, tables: Tables) -> Name:
    clean = unicodedata.normalize("NFKC", text).strip()
    if "<" in clean:
        return _passport_line(text, clean, tables)
    family, comma, given = clean.partition(",")
    suffix = comma and tables.meaning("hints", letters.plain(given)) in roles.SUFFIXES
    inverted = bool(comma and given.strip() and not suffix)
    if inverted:
        clean = f"{given} {family}"
    return _name(text, letters.simplified(clean), inverted, tables)


def _passport_line(text: str, clean: str, tables: Tables) -> Name:
    """`P<MYSTAN<<MEI<LING<<<`: surname, two fillers, given names, perhaps cut off."""
    line = re.sub(r"^P[A-Z<][A-Z]{3}(?=[A-Z]+<)", "", clean)
    family, _, given = line.strip("<").partition("<<")
    name = _name(text, f"{given} {family}".replace("<", " "), bool(given), tables)
    if len(line) < MRZ_NAME or line.endswith("<") or not name.core:
        return name
    last = letters.plain(line.rpartition("<")[2])
    core = tuple(replace(part, cut=part.plain == last) for part in name.core)
    return replace(name, core=core)


def _name(text: str, clean: str, inverted: bool, tables: Tables) -> Name:
    script = letters.script(clean)
    parts = tuple(roles.assign(_words(clean, tables), tables))
    core = tuple(part for part in parts if part.role in roles.CORE)
    cultures, sex = roles.culture(core, parts, script, tables)
    han = "".join(letters.HAN.findall(clean)) if script == "han" and "·" not in clean else ""
    father = tuple(part for part in core if part.role == Role.FATHER)
    found = () if father else _readings(core, han, cultures, tables)
    if any(reading.certain for reading in found):
        cultures = ("chinese", *cultures)
    if len(core) > 1 and not father:
        core = families.marked(core, cultures, found, han, tables)
        marked = iter(core)
        parts = tuple(next(marked) if part.role in roles.CORE else part for part in parts)
    return Name(
        text=text,
        script=script,
        cultures=cultures,
        sex=sex,
        parts=parts,
        core=core,
        given=tuple(part for part in core if part.role != Role.FATHER) if father else core,
        father=father,
        suffix=next((tables.meaning("hints", p.plain) for p in parts if p.role == Role.SUFFIX), ""),
        han=han,
        chinese=found,
        inverted=inverted,
        key=" ".join(part.plain for part in core),
    )


def _readings(
    core: tuple[Part, ...], han: str, cultures: tuple[str, ...], tables: Tables
) -> tuple[Chinese, ...]:
    """How a name may be read as Chinese, and which of its words is then the surname."""
    if "vietnamese" in cultures or "burmese" in cultures:
        return ()
    if len(han) > 1:
        return (chinese.read_han(han, tables),)
    return chinese.readings(core, tables)


def _words(clean: str, tables: Tables) -> list[str]:
    """Words, with what belongs together put together: `Abd al-Rahman`, `Saif al-Din`."""
    for pattern, marker in CHILD_OF if MARKED.search(clean) else ():
        clean = pattern.sub(marker, clean)
    spaced = CAMEL.sub(" ", DOTTED.sub(" . ", clean))
    words = [word for one in spaced.split() for word in _split(one)]
    return list(_joined(_initials(words), tables))


@lru_cache(maxsize=20_000)
def _split(word: str) -> tuple[str, ...]:
    if CHILD.fullmatch(word):
        return (word,)
    han = letters.HAN.fullmatch(word[:1]) and letters.script(word) == "han"
    if han:
        return (letters.pinyin(word),) if len(word) > 4 else chinese.spoken(word)
    return tuple(ARTICLE.sub("", part) for part in APART.split(word) if part)


def _initials(words: list[str]) -> Iterable[str]:
    """Drop the dots; `JC` of consonants is two initials, as is what stands before a dot."""
    for word in words:
        if word == ".":
            continue
        if len(word) == 2 and CONSONANTS.fullmatch(word):
            yield from word
        else:
            yield word


def _joined(words: Iterable[str], tables: Tables) -> Iterable[str]:
    """One word for Abd al-Rahman, Abdul Rahman and Abdurrahman; for Saif al-Din and Saifuddin."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        plain = letters.plain(word)
        if tables.given.get(plain) == "abd" and rest:
            while len(rest) > 1 and tables.says("particles", letters.plain(rest[0]), "joins"):
                rest.pop(0)
            yield f"abd{letters.plain(rest.pop(0))}"
        elif _of_the_faith(rest, tables):
            del rest[:2]
            yield f"{plain}din"
        elif plain or "/" in word:
            yield word


def _of_the_faith(rest: list[str], tables: Tables) -> bool:
    """What follows is `al-Din` in one of its spellings."""
    return (
        len(rest) > 1
        and letters.heard(letters.plain(rest[1])).rstrip("i") == "din"
        and bool(tables.says("particles", letters.plain(rest[0]), "joins"))
    )


def sounds(name: Name) -> frozenset[str]:
    """What the words of a name, and the full names they are short for, sound like in any spelling.

    Records whose names share two of these are worth comparing.
    """
    words = {form for part in name.core if part.role != Role.INITIAL for form in part.known_as}
    words |= {syllable for reading in name.chinese for syllable in reading.given}
    return frozenset(letters.bones(word) for word in words) - {""}
