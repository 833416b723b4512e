"""Which part of a name is the surname, and which the syllable of a generation."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from people.names.model import Chinese, Part, Role
from people.names.tables import Tables

Parts = tuple[Part, ...]
#: Where nobody has a surname, or a father's name stands for it.
WITHOUT = frozenset({"burmese", "malay", "tamil", "arabic"})


def marked(
    core: Parts, cultures: tuple[str, ...], readings: tuple[Chinese, ...], han: str, tables: Tables
) -> Parts:
    """The same words, surname and generation syllable marked. Guesses: they weigh nothing."""
    found = _roles(core, cultures, readings, han, tables)
    return tuple(
        as_role(part, found[place]) if place in found else part for place, part in enumerate(core)
    )


@lru_cache(maxsize=20_000)
def as_role(part: Part, role: Role) -> Part:
    return replace(part, role=role)


def _roles(
    core: Parts, cultures: tuple[str, ...], readings: tuple[Chinese, ...], han: str, tables: Tables
) -> dict[int, Role]:
    last = len(core) - 1
    for reading in readings:
        if reading.certain:
            return _chinese(core, reading.family, han)
    if "spanish" in cultures and last > 1 and not _is_given(core[-2], tables):
        return {last - 1: Role.FAMILY, last: Role.FAMILY}
    if ("vietnamese" in cultures or "khmer" in cultures) and "family" in _hints(core[0], tables):
        return {0: Role.FAMILY}
    if not WITHOUT.isdisjoint(cultures) or core[last].role == Role.INITIAL:
        return {}
    return {last: Role.FAMILY}


def _chinese(core: Parts, family: str, han: str) -> dict[int, Role]:
    words = [part.plain for part in core]
    place = 0 if han else words.index(family)
    given = [one for one in range(len(words)) if one != place]
    generation = {given[0]: Role.GENERATION} if len(given) == 2 else {}
    return {place: Role.FAMILY} | generation


def _is_given(part: Part, tables: Tables) -> bool:
    return "given" in _hints(part, tables) or part.role == Role.INITIAL


def _hints(part: Part, tables: Tables) -> frozenset[str]:
    return tables.canonicals("hints", part.plain)
