"""The case file in print: what it is made of, and the registry of its parts.

An app adds its parts in its `apps.ready`; one of them is

    Part("victims", "Victims", "victims.view_victim", casefile.victims, order=30)

where `casefile.victims(case, user)` starts at `visible_to(user)` and yields blocks. A block says
in `of` which records it shows: their hashes go into the manifest of the print, and their references
into the access log. Texts are data: nothing in them is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from cases.models import Case


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below that of the part."""

    text: str
    of: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its line breaks are kept."""

    text: str
    of: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, one below the other."""

    rows: Sequence[tuple[str, Any]]
    of: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that repeats on each page. `widths` are shares of the width."""

    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    of: Sequence[Any] = ()
    widths: Sequence[int] = ()


Block = Heading | Paragraph | Facts | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the case file. Only who holds `permission` is offered it."""

    key: str
    title: str
    permission: str
    blocks: Callable[[Case, User], Iterable[Block]]
    order: int = 50


#: Filled in each app's `apps.ready`.
PARTS: list[Part] = []


def parts_for(user: User) -> list[Part]:
    """The parts that the user may print, in their order."""
    allowed = [part for part in PARTS if user.has_perm(part.permission)]
    return sorted(allowed, key=lambda part: part.order)
