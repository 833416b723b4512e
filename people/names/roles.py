"""Which part of a name is what, and of which culture the name may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from people.names import letters
from people.names.chinese import may_be
from people.names.model import Part, Role
from people.names.tables import Tables

CORE = frozenset({Role.GIVEN, Role.FATHER, Role.INITIAL})
SUFFIXES = frozenset({"junior", "senior", "second", "third"})
SERVANT = re.compile(r"^abd(?:[aeiou]?l|[aeiou]([rsnztd])(?=\1)|[aeiou])?(?=[a-z]{2})")
FAITH = re.compile(r"(?<=[a-z]{3})[aeiou]*d{1,2}(?:in|een|ine|yn)$")
#: `Delacruz` for `de la Cruz`.
OF_THE = re.compile(r"^de(?:la|los|las|l)(?=[a-z]{4})")
COMMON = 0.35


def assign(words: list[str], tables: Tables) -> Iterator[Part]:
    """Each word with its role; titles and particles are kept, but say nothing of who it is."""
    after_marker = False
    for place, word in enumerate(words):
        role = _role(words, place, tables)
        if role == Role.PARTICLE and _is_marker(words, place, tables):
            after_marker = True
        elif role == Role.GIVEN and after_marker:
            role = Role.FATHER
        yield part(word, role, tables)


def _role(words: list[str], place: int, tables: Tables) -> Role:
    plain = words[place].lower() if "/" in words[place] else letters.plain(words[place])
    others = len(words) - 1
    if tables.meaning("hints", plain) in SUFFIXES and place == others and others > 1:
        return Role.SUFFIX
    if _is_marker(words, place, tables) or _is_joint(plain, place, others, tables):
        return Role.PARTICLE
    if _is_title(words, place, tables):
        return Role.TITLE
    return Role.INITIAL if len(plain) == 1 and words[place].isascii() else Role.GIVEN


def _is_marker(words: list[str], place: int, tables: Tables) -> bool:
    """`bin` between names, or before one of several; alone or last it is a name, as in Wang Bin."""
    if place + 1 >= len(words) or (place == 0 and len(words) < 3):
        return False
    word = words[place].lower()
    if word == "b":
        return place > 0 and _is_malay(words, tables)
    plain = word if "/" in word else letters.plain(word)
    return bool(
        tables.says("particles", plain, "son") or tables.says("particles", plain, "daughter")
    )


def _is_malay(words: list[str], tables: Tables) -> bool:
    return any("malay" in tables.cultures("given", letters.plain(word)) for word in words)


def _is_joint(plain: str, place: int, others: int, tables: Tables) -> bool:
    return (
        others > 0
        and bool(tables.says("particles", plain, "joins"))
        and (place < others and (place > 0 or others > 1))
    )


def _is_title(words: list[str], place: int, tables: Tables) -> bool:
    """A title stands in front, or after a marker; Burmese ones only before Burmese names."""
    plain = letters.plain(words[place])
    cultures = tables.cultures("titles", plain)
    if not cultures or len(words) < 2:
        return False
    if "burmese" in cultures:
        rest = [letters.plain(word) for word in words[place + 1 :]]
        return place == 0 and bool(rest) and all(word in tables.burmese for word in rest)
    return True


@lru_cache(maxsize=50_000)
def part(word: str, role: Role, tables: Tables) -> Part:
    forms = letters.forms(word)
    plain = min(forms, key=len) if forms else ""
    known = tables.given.get(plain) or FAITH.sub("din", SERVANT.sub("abd", plain))
    forms = frozenset(tables.given.get(form, form) for form in forms) | {known}
    forms |= {OF_THE.sub("", plain)}
    weight = COMMON if tables.says("hints", known, "common") else 1.0
    if role == Role.INITIAL:
        weight = 0.5
    known_as = tables.nicknames.get(known, frozenset()) | forms
    sounds = letters.heard(known), letters.voiceless(known), letters.bones(known)
    sure = bool(tables.cultures("given", plain) | tables.cultures("hints", plain))
    return Part(word, role, known, forms, *sounds, weight, known_as, sure)


def culture(
    core: tuple[Part, ...], parts: tuple[Part, ...], script: str, tables: Tables
) -> tuple[tuple[str, ...], str]:
    """What the name may be, the likeliest first, and the sex that it tells."""
    found: dict[str, None] = {}
    sex = ""
    for one in parts:
        if one.role == Role.PARTICLE and not sex:
            word = one.text.lower() if "/" in one.text else one.plain
            sons = tables.says("particles", word, "son")
            daughters = tables.says("particles", word, "daughter")
            sex = "male" if sons else "female" if daughters else ""
            found |= dict.fromkeys(sorted(sons | daughters, reverse=True))
    if _is_burmese(core, tables):
        found["burmese"] = None
    found |= dict.fromkeys(_hinted([one.plain for one in parts], tables))
    if not sex and "vietnamese" in found:
        middle = {one.plain for one in parts[1:-1]}
        sex = "female" if "thi" in middle else "male" if "van" in middle else ""
    if script in ("thai", "khmer", "arabic", "burmese", "tamil", "hangul"):
        found[{"hangul": "korean", "myanmar": "burmese"}.get(script, script)] = None
    return tuple(found), sex


def _is_burmese(core: tuple[Part, ...], tables: Tables) -> bool:
    """All syllables but perhaps one are Burmese, and not all could be Chinese."""
    known = sum(one.plain in tables.burmese for one in core)
    return known >= max(2, len(core) - 1) and not all(may_be(one, tables) for one in core)


def _hinted(words: list[str], tables: Tables) -> Iterator[str]:
    hints = [said for word in words if (said := tables.cultures("hints", word))]
    if len(words) == 2 and any("khmer" in said for said in hints):
        yield "khmer"
    for kind in ("spanish", "vietnamese", "korean") if hints else ():
        hits = sum(kind in said for said in hints)
        if hits >= 2 or (hits and kind == "korean" and len(words) == 3):
            yield kind
    for word in words:
        if given := tables.cultures("given", word):
            yield from sorted(given - {"western"})
