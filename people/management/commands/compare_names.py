from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from people.names import compare, parse, tables

ASKED = ["left", "right"]
ADDED = ["score", "decision", "why"]


class Command(BaseCommand):
    help = "Compare the names of each row: columns left and right in, score, decision and why out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pairs", type=Path, help="CSV file with the columns left and right")
        parser.add_argument("--out", type=Path, help="file to write; without it, to the terminal")

    def handle(self, *args: Any, pairs: Path, out: Path | None, **options: Any) -> None:
        if out and out.exists() and pairs.exists() and out.samefile(pairs):
            raise CommandError(f"{out} is the file being read: name another with --out.")
        self.choose_tables()
        try:
            with pairs.open(encoding="utf-8-sig", newline="") as source:
                self.compare_rows(source, pairs, out)
        except UnicodeDecodeError as error:
            raise CommandError(
                f"{pairs} is not UTF-8: save it as CSV UTF-8 and try again."
            ) from error
        except csv.Error as error:
            raise CommandError(f"{pairs} is not a CSV file that can be read: {error}.") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error

    def choose_tables(self) -> None:
        """The spellings of the database, or where there is none those that are shipped."""
        try:
            tables.current()
        except DatabaseError:
            self.stderr.write("There is no database to ask: the shipped spellings are used.")
            tables.use(tables.Shipped())

    def compare_rows(self, source: TextIO, pairs: Path, out: Path | None) -> None:
        rows = csv.DictReader(source)
        columns = columns_of(rows, pairs)
        with (
            out.open("w", encoding="utf-8", newline="") if out else nullcontext(sys.stdout) as file
        ):
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(scored(rows, pairs))
        if out:
            self.stdout.write(f"The names are compared; the answers are in {out}.")


def columns_of(rows: csv.DictReader[str], pairs: Path) -> list[str]:
    """The columns of the answer, once the file is known to be what was asked for."""
    found = list(rows.fieldnames or [])
    if not found:
        raise CommandError(
            f"{pairs} is empty: its first line must name the columns left and right."
        )
    if missing := [name for name in ASKED if name not in found]:
        raise CommandError(
            f"{pairs} has no column {' and no column '.join(missing)}: its first line must name "
            "the columns left and right."
        )
    return [name for name in found if name not in ADDED] + ADDED


def scored(rows: csv.DictReader[str], pairs: Path) -> Iterator[dict[str, object]]:
    for row in rows:
        if None in row or None in row.values():
            raise CommandError(
                f"{pairs}, line {rows.line_num}: the number of fields differs from the first line; "
                "put quotation marks around a name with a comma."
            )
        answer = compare(parse(row["left"]), parse(row["right"]))
        yield row | {
            "score": f"{answer.score:.3f}",
            "decision": answer.decision.value,
            "why": answer.why,
        }
