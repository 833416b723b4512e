"""Invented people as two files: a list as one gets them, and the truth about it. No database."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from config.generate.incidents import World, incident
from config.generate.records import block, blocks
from config.generate.registering import Record
from core.spread import in_order

COLUMNS = (
    "id name given_name family_name native_name alias birth_date sex citizenship national_id "
    "passport phone email address city postcode country"
).split()
TRUTH = ("id", "human", "kind")
#: Below so many people, other processes would take longer to start than to work.
WORTH_IT = 20_000

Progress = Callable[[int], None]


def into_files(
    people: int,
    seed: int,
    *,
    to: Path,
    truth: Path | None = None,
    processes: int = 1,
    progress: Progress = lambda done: None,
) -> None:
    """Write the list, and which records in it are one human. `progress` hears how many are done."""
    world = World(people, seed)
    processes = processes if people > WORTH_IT else 1
    work = partial(_block, world)
    done = 0
    with to.open("w", encoding="utf-8", newline="") as listed:
        listed.write(lines([COLUMNS]))
        with Truth(truth) as told:
            for text, truths, count in in_order(work, range(blocks(world)), processes=processes):
                listed.write(text)
                told.write(truths)
                done += count
                progress(done)


class Truth:
    """The file of the truth, where one was asked for."""

    def __init__(self, path: Path | None) -> None:
        self._file = path.open("w", encoding="utf-8", newline="") if path else None
        self.write(lines([TRUTH]))

    def __enter__(self) -> Truth:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def write(self, text: str) -> None:
        if self._file:
            self._file.write(text)


def lines(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def truths(records: Iterable[Record]) -> str:
    return lines((record.ref, record.human, record.kind) for record in records)


def _block(world: World, number: int) -> tuple[str, str, int]:
    records = block(world, number)
    rows = (_row(record, incident(world, record.case).raided_on.year) for record in records)
    return lines(rows), truths(records), len(records)


def _row(record: Record, year: int) -> tuple[str, ...]:
    name, home = record.name, record.home
    where = (home.address, home.city.name, home.postcode, home.city.country) if home else ("",) * 4
    numbers = (record.first(kind) for kind in ("national_id", "passport", "phone", "email"))
    return (
        record.ref,
        name.text,
        name.given,
        name.family,
        name.native,
        name.alias,
        record.told_birth(year),
        record.sex,
        record.citizenship,
        *numbers,
        *where,
    )
