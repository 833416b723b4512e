from __future__ import annotations

import csv
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from core.sheets import SheetError
from linking import lists
from linking import model as models
from linking.current import current
from linking.model import Model
from people.models import Person
from people.names import tables


class Command(BaseCommand):
    help = "Find the duplicates in a list of people, and those who are in the base. Saves nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        known = ", ".join(lists.COLUMNS)
        parser.add_argument("people", type=Path, help=f"CSV file; any of the columns {known}")
        parser.add_argument("--out", type=Path, required=True, help="file to write the pairs to")
        parser.add_argument(
            "--against-base", action="store_true", help="compare with everybody in the base too"
        )
        parser.add_argument(
            "--threshold", type=float, help="least weight in bits; else that of the model"
        )
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, help="how many work at once"
        )

    def handle(self, *args: Any, people: Path, out: Path, **options: Any) -> None:
        if out.exists() and people.exists() and out.samefile(people):
            raise CommandError(f"{out} is the file being read: name another with --out.")
        model = self.model_in_force(needs_base=options["against_base"])
        threshold = options["threshold"]
        floor = model.possible if threshold is None else threshold
        reading = self.read(people)
        for remark in reading.remarks():
            self.stderr.write(remark)
        facts = [row.facts for row in reading.rows]
        found = lists.within(
            facts, model, floor=floor, processes=options["processes"], progress=self.progress
        )
        in_base = self.in_base(reading, floor) if options["against_base"] else ()
        number = write(out, lists.lines(reading.rows, found, in_base, model))
        self.stdout.write(f"{len(facts):,} rows were compared; {number:,} pairs are in {out}.")

    def model_in_force(self, *, needs_base: bool) -> Model:
        """That of the base, or where there is none the one that is shipped."""
        try:
            tables.current()
            return current()
        except DatabaseError as error:
            if needs_base:
                raise CommandError(
                    "There is no base to compare with: run migrate first."
                ) from error
            self.stderr.write("There is no database to ask: the shipped model is used.")
            tables.use(tables.Shipped())
            return models.read()

    def read(self, people: Path) -> lists.Reading:
        try:
            with people.open(encoding="utf-8-sig", newline="") as file:
                return lists.read(file)
        except SheetError as error:
            raise CommandError(f"{people}: {error}") from error
        except UnicodeDecodeError as error:
            raise CommandError(
                f"{people} is not UTF-8: save it as CSV UTF-8 and try again."
            ) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error

    def in_base(self, reading: lists.Reading, floor: float) -> Iterable[Any]:
        return lists.against_base(
            reading.rows, Person.objects.all(), floor=floor, progress=self.progress
        )

    def progress(self, done: int, of: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {of:,}", ending="")


def write(out: Path, lines: Iterable[list[str]]) -> int:
    """Write the whole file or none of it. Returns how many pairs it holds."""
    written = 0
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=out.parent, delete=False
        ) as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(lists.HEADER)
            for line in lines:
                writer.writerow(line)
                written += 1
        Path(file.name).replace(out)
    except OSError as error:
        raise CommandError(f"{out}: {error.strerror}.") from error
    return written
