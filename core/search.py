"""The search box: each app tells here what of it can be found, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User

LIMIT = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, where it is, and a line that tells it from others."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of record. `rows(user, words)` must start at `visible_to(user)`."""

    label: str
    icon: str
    permission: str
    rows: Callable[[User, str], QuerySet[Any]]
    hit: Callable[[Any, User], Hit]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one source; `more` when there are others than the first LIMIT."""

    source: Source
    hits: list[Hit]
    more: bool


#: Filled in each app's `apps.ready`.
SOURCES: list[Source] = []


def search(user: User, words: str) -> list[Group]:
    """The first hits of every kind that `user` may see; an empty query finds nothing."""
    if not words.strip():
        return []
    groups = (_group(source, user, words) for source in _open_to(user))
    return [group for group in groups if group.hits]


def _open_to(user: User) -> Iterable[Source]:
    return (source for source in SOURCES if user.has_perm(source.permission))


def _group(source: Source, user: User, words: str) -> Group:
    rows = list(source.rows(user, words)[: LIMIT + 1])
    return Group(source, [source.hit(row, user) for row in rows[:LIMIT]], len(rows) > LIMIT)
