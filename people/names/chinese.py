"""Chinese names: Han, pinyin, Wade–Giles and the dialects of South-East Asia."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import lazy_pinyin

from people.names.model import Chinese, Name, Part
from people.names.tables import Tables

INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
FINALS = "iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|[aeiou]n|[aeio]i|ao|ou|i[aeu]|u[aeio]|ue"
PINYIN = re.compile(f"(?:{INITIALS})?(?:{FINALS}|er|[aeiouv])")
#: What a syllable looks like in any romanisation.
SYLLABLE = re.compile(
    "(?:ng|n|kh|ph|th|hs|ts|tz|tj|sz|gw|kw|hw|zh|ch|sh|[bpmfdtlgkhjqxrzcsywv])?"
    "[aeiouyw]{1,3}(?:ng|ck|tt|[nmktphrw])?"
)
#: Wade–Giles → pinyin, where its apostrophes are lost; both readings stay possible.
WADE_FINALS = [pair.split("=") for pair in "iung=iong ung=ong ieh=ie ien=ian yeh=ye".split()]
WADE_INITIALS = [
    pair.split("=")
    for pair in "hs=x tzu=zi tsu=zu szu=si ts=z ts=c ch=zh ch=j ch=q k=g p=b t=d j=r".split()
]
#: Surnames that pypinyin reads as common words.
SURNAME_READINGS = dict(
    pair.split("=")
    for pair in "单=shan 曾=zeng 解=xie 仇=qiu 区=ou 朴=piao 查=zha 盖=ge 乐=yue 尉=yu 任=ren "
    "华=hua".split()
)


def is_syllable(word: str, tables: Tables) -> bool:
    return word in tables.syllables or SYLLABLE.fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def split_syllables(word: str) -> tuple[str, ...]:
    """`meiling` → mei, ling, where pinyin has one way to cut it in two."""
    if PINYIN.fullmatch(word):
        return (word,)
    cuts = [
        (word[:at], word[at:])
        for at in range(len(word) - 1, 0, -1)
        if PINYIN.fullmatch(word[:at]) and PINYIN.fullmatch(word[at:])
    ]
    return cuts[0] if cuts else (word,)


def may_be(part: Part, tables: Tables) -> bool:
    """Whether a word may be Chinese at all."""
    return part.plain in tables.surnames or any(meanings(cut, tables) for cut in _cut(part, tables))


@lru_cache(maxsize=20_000)
def meanings(syllable: str, tables: Tables) -> frozenset[str]:
    """The pinyin syllables that a spelling may stand for."""
    found = set(tables.syllables.get(syllable, ()))
    if PINYIN.fullmatch(syllable):
        found.add(syllable)
    return frozenset(found | _wade_giles(syllable))


def _wade_giles(syllable: str) -> set[str]:
    ends = {syllable} | {syllable.replace(old, new) for old, new in WADE_FINALS}
    found = {
        new + end[len(old) :] for end in ends for old, new in WADE_INITIALS if end.startswith(old)
    }
    return {one for one in found | ends if PINYIN.fullmatch(one)}


def read_han(han: str, tables: Tables) -> Chinese:
    """The surname is the first character, or two of them where the table knows such."""
    size = 2 if len(han) > 2 and han[:2] in tables.han_surnames else 1
    family, given = han[:size], han[size:]
    certain = family in tables.han_surnames and 2 <= len(han) <= 4
    return Chinese(family, frozenset({family}), tuple(lazy_pinyin(given)), certain=certain)


@lru_cache(maxsize=20_000)
def spoken(han: str) -> tuple[str, ...]:
    """Pinyin of a name, a syllable a character, with surnames read as surnames."""
    first, *rest = lazy_pinyin(han)
    return (SURNAME_READINGS.get(han[:1], first), *rest)


def full_pinyin(name: Name) -> set[tuple[str, ...]]:
    """Every way to say the whole name in pinyin, surname first, where it is surely Chinese."""
    return {
        (*spoken(surname), *reading.given)
        for reading in name.chinese
        if reading.certain and reading.given and all(map(PINYIN.fullmatch, reading.given))
        for surname in reading.surnames
    }


def readings(words: tuple[Part, ...], tables: Tables) -> tuple[Chinese, ...]:
    """Every way to read Latin words as a Chinese name, that with the commonest surname first."""
    if not 1 < len(words) <= 5 or any(len(part.plain) == 1 for part in words):
        return ()
    found = (_read(words, place, tables) for place in range(len(words)))
    return tuple(sorted(filter(None, found), key=lambda one: _rarity(one, tables)))


def _rarity(reading: Chinese, tables: Tables) -> tuple[bool, int]:
    place = min(tables.han_surnames[surname] for surname in reading.surnames)
    return not reading.certain, place


def _read(words: tuple[Part, ...], place: int, tables: Tables) -> Chinese | None:
    surnames = tables.surnames.get(words[place].plain)
    if not surnames:
        return None
    before, after = words[:place], words[place + 1 :]
    given, western = _divide(after, tables) if after else _divide(before[::-1], tables)
    western = (*before, *western) if after else western[::-1]
    syllables = [cut for part in (given if after else given[::-1]) for cut in _cut(part, tables)]
    if len(syllables) > 3 or len(western) > 2 or any(may_be(one, tables) for one in western):
        return None
    certain = bool(syllables) and not western and all(meanings(one, tables) for one in syllables)
    return Chinese(words[place].plain, surnames, tuple(syllables), western, certain)


def _divide(words: tuple[Part, ...], tables: Tables) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The syllables next to a surname, and the Western words beyond them."""
    for end, part in enumerate(words):
        if not all(is_syllable(cut, tables) for cut in _cut(part, tables)):
            return words[:end], words[end:]
    return words, ()


def _cut(part: Part, tables: Tables) -> tuple[str, ...]:
    word = part.plain
    return (word,) if word in tables.syllables else split_syllables(word)
