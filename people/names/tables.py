"""The spellings that people use for one name: editable tables, kept until they change."""

from __future__ import annotations

import csv
import math
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

#: Seconds after which an edit in another process is seen, at the latest.
LOOK_EVERY = 1.0
DATA = Path(__file__).parent / "data"
K = TypeVar("K")
NONE: frozenset[str] = frozenset()


class Variant(NamedTuple):
    """One way to write a name or word, and what stands for all ways."""

    kind: str
    form: str
    canonical: str
    culture: str


Words = dict[str, frozenset[str]]


class Tables:
    """Variants by kind, ready to be asked. Rows may come from files or from a database."""

    def __init__(self, variants: Iterable[Variant]) -> None:
        self._canonicals: dict[str, Words] = defaultdict(dict)
        self._cultures: dict[str, Words] = defaultdict(dict)
        #: Kind, form and canonical → the cultures that say so.
        self._said: dict[tuple[str, str, str], frozenset[str]] = {}
        rows = list(dict.fromkeys(variants))
        for row in rows:
            _add(self._canonicals[row.kind], row.form, row.canonical)
            _add(self._cultures[row.kind], row.form, row.culture)
            _add(self._said, (row.kind, row.form, row.canonical), row.culture)
        self.given = self._first("given")
        self.burmese = self._first("burmese")
        self.surnames = self._canonicals["surnames"]
        self.syllables = self._canonicals["syllables"]
        self.nicknames = self._canonicals["nicknames"]
        self.han_surnames = _ranked(row for row in rows if row.kind == "surnames")

    def _first(self, kind: str) -> dict[str, str]:
        return {form: min(found) for form, found in self._canonicals[kind].items()}

    def says(self, kind: str, form: str, canonical: str) -> frozenset[str]:
        """The cultures in which `form` is a `canonical`, such as a particle that is a `son`."""
        return self._said.get((kind, form, canonical), NONE)

    def cultures(self, kind: str, form: str) -> frozenset[str]:
        return self._cultures[kind].get(form, NONE)

    def canonicals(self, kind: str, form: str) -> frozenset[str]:
        return self._canonicals[kind].get(form, NONE)

    def meaning(self, kind: str, form: str) -> str:
        """The canonical form, or nothing where the table does not know the form."""
        return min(self.canonicals(kind, form), default="")


def _add(found: dict[K, frozenset[str]], key: K, value: str) -> None:
    found[key] = found.get(key, NONE) | {value}


def _ranked(surnames: Iterable[Variant]) -> dict[str, int]:
    """Every surname in Han, with its place in the table: the commonest stand first."""
    by_form: dict[str, list[str]] = defaultdict(list)
    for row in surnames:
        by_form[row.form].append(row.canonical)
    found = dict.fromkeys(one for canonicals in by_form.values() for one in canonicals)
    return {canonical: place for place, canonical in enumerate(found)}


def read(folder: Path = DATA) -> Iterator[Variant]:
    """Every file is a kind; a line holds one canonical form and all its spellings."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for form in row["forms"].split():
                    yield Variant(path.stem, form, row["canonical"], row["culture"])


class Source(Protocol):
    """Where the rows come from, and a stamp that differs once they have changed."""

    def stamp(self) -> object: ...

    def rows(self) -> Iterable[Variant]: ...


class Shipped:
    """The files beside the code."""

    def stamp(self) -> object:
        return None

    def rows(self) -> Iterable[Variant]:
        return read()


class Shelf:
    """The tables of a source, made anew soon after its rows changed."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.made: tuple[object, Tables] | None = None
        self.looked = -math.inf

    def current(self) -> Tables:
        now = time.monotonic()
        if self.made is None or now - self.looked >= LOOK_EVERY:
            self.looked = now
            stamp = self.source.stamp()
            if self.made is None or self.made[0] != stamp:
                self.made = stamp, Tables(self.source.rows())
        return self.made[1]


SHIPPED = Shelf(Shipped())
shelf = SHIPPED


def use(source: Source) -> None:
    """From now on the rows come from there. Whoever kept a `Tables` keeps what it said then."""
    global shelf
    shelf = Shelf(source)


def current() -> Tables:
    return shelf.current()


def look_again() -> None:
    """The rows were changed here: do not wait for the next look."""
    shelf.looked = -math.inf


@contextmanager
def held() -> Iterator[Tables]:
    """One state of the tables until the end: for a long run, or where no database may be asked."""
    tables = shelf.current()
    hold(tables)
    try:
        yield tables
    finally:
        look_again()


def hold(tables: Tables) -> None:
    """Answer with these, and ask nobody whether they changed."""
    stamp = shelf.made[0] if shelf.made and shelf.made[1] is tables else None
    shelf.made, shelf.looked = (stamp, tables), math.inf
