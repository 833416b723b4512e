"""Invented bases of any size, of which it is known which records are one human.

`records` is pure and needs no Django; `into_files` and `into_database` put them where they are
wanted. The same size and seed give the same people, in however many processes.
"""

from __future__ import annotations

from typing import Any

from config.generate.files import into_files
from config.generate.records import records
from config.generate.registering import Record

__all__ = ["Record", "into_database", "into_files", "records", "seeds"]


def into_database(people: int, seed: int, **how: Any) -> None:
    """Fill the base (`config.generate.database`, only imported now because it needs Django)."""
    from config.generate import database

    database.into_database(people, seed, **how)


def seeds() -> set[int]:
    from config.generate import database

    return database.seeds()
