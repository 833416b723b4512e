"""Which part of a name is the surname, and which the syllable of a generation."""

from __future__ import annotations

from dataclasses import replace

from people.names.model import Name, Part, Role
from people.names.tables import Tables

#: Where nobody has a surname, or a father's name stands for it.
WITHOUT = frozenset({"burmese", "malay", "tamil", "arabic"})


def with_roles(name: Name, tables: Tables) -> Name:
    """The same name, its surname and generation syllable marked. Guesses: they weigh nothing."""
    if len(name.core) < 2 or name.father:
        return name
    core = list(name.core)
    for place, role in _roles(name, tables).items():
        core[place] = replace(core[place], role=role)
    marked = iter(core)
    parts = tuple(next(marked) if part in name.core else part for part in name.parts)
    return replace(name, core=tuple(core), parts=parts)


def _roles(name: Name, tables: Tables) -> dict[int, Role]:
    last = len(name.core) - 1
    if certain := [reading for reading in name.chinese if reading.certain]:
        return _chinese(name, certain[0].family)
    if "spanish" in name.cultures and last > 1 and not _is_given(name.core[-2], tables):
        return {last - 1: Role.FAMILY, last: Role.FAMILY}
    if {"vietnamese", "khmer"} & set(name.cultures) and "family" in _hints(name.core[0], tables):
        return {0: Role.FAMILY}
    if WITHOUT & set(name.cultures) or name.core[last].role == Role.INITIAL:
        return {}
    return {last: Role.FAMILY}


def _chinese(name: Name, family: str) -> dict[int, Role]:
    words = [part.plain for part in name.core]
    place = 0 if name.han else words.index(family)
    given = [one for one in range(len(words)) if one != place]
    generation = {given[0]: Role.GENERATION} if len(given) == 2 else {}
    return {place: Role.FAMILY} | generation


def _is_given(part: Part, tables: Tables) -> bool:
    return "given" in _hints(part, tables) or part.role == Role.INITIAL


def _hints(part: Part, tables: Tables) -> frozenset[str]:
    return tables.canonicals("hints", part.plain)
