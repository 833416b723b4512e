"""The spellings that people use for one name: editable tables, read once."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class Variant(NamedTuple):
    """One way to write a name or word, and what stands for all ways."""

    kind: str
    form: str
    canonical: str
    culture: str


class Tables:
    """Variants by kind, ready to be asked. Rows may come from files or from a database."""

    def __init__(self, variants: Iterable[Variant]) -> None:
        self._all: dict[str, dict[str, set[Variant]]] = defaultdict(lambda: defaultdict(set))
        for variant in variants:
            self._all[variant.kind][variant.form].add(variant)
        self.given = {form: min(rows).canonical for form, rows in self._all["given"].items()}
        self.surnames = self._canonical("surnames")
        #: Every surname in Han, with its place in the table: the commonest stand first.
        self.han_surnames: dict[str, int] = {}
        for rows in self._all["surnames"].values():
            for row in rows:
                self.han_surnames.setdefault(row.canonical, len(self.han_surnames))
        self.syllables = self._canonical("syllables")
        self.nicknames = self._canonical("nicknames")
        self.burmese = {form: min(rows).canonical for form, rows in self._all["burmese"].items()}

    def _canonical(self, kind: str) -> dict[str, frozenset[str]]:
        """What each form may stand for; it may be several names."""
        return {
            form: frozenset(row.canonical for row in rows) for form, rows in self._all[kind].items()
        }

    def says(self, kind: str, form: str, canonical: str) -> frozenset[str]:
        """The cultures in which `form` is a `canonical`, such as a particle that is a `son`."""
        rows = self._all[kind].get(form, ())
        return frozenset(row.culture for row in rows if row.canonical == canonical)

    def cultures(self, kind: str, form: str) -> frozenset[str]:
        return frozenset(row.culture for row in self._all[kind].get(form, ()))

    def canonicals(self, kind: str, form: str) -> frozenset[str]:
        return frozenset(row.canonical for row in self._all[kind].get(form, ()))

    def meaning(self, kind: str, form: str) -> str:
        """The canonical form, or nothing where the table does not know the form."""
        rows = self._all[kind].get(form)
        return min(rows).canonical if rows else ""


def read(folder: Path = DATA) -> Iterator[Variant]:
    """Every file is a kind; a line holds one canonical form and all its spellings."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for form in row["forms"].split():
                    yield Variant(path.stem, form, row["canonical"], row["culture"])


@lru_cache(maxsize=1)
def current() -> Tables:
    return Tables(read())
