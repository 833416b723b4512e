"""Which header of a file is which column of `RowForm`: proposed here, said by a person."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from people.normalise import fold
from victims.forms.row import RowForm

#: How lists call the columns, in English, Malay and Spanish. Add a line for what yours say.
FILE = Path(__file__).parents[1] / "data" / "manifest_headers.csv"
#: Two headers that make the name together, where no one header has all of it.
PARTS = {"given_name": "Given names", "family_name": "Family name"}
NAMES = ("name", "native_name", "alias", *PARTS)

#: Column of `RowForm`, or part of a name → header.
Columns = Mapping[str, str]


def choices() -> list[tuple[str, str]]:
    """(column, label) of everything that a header may be."""
    form = RowForm()
    columns = [(name, str(form[name].label)) for name in form.fields]
    return [*columns[:1], *PARTS.items(), *columns[1:]]


@cache
def known_headers() -> dict[str, str]:
    """Header in plain letters → column."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {fold(row["header"]): row["column"] for row in csv.DictReader(file)}


def propose(headers: Sequence[str]) -> dict[str, str]:
    """What the headers seem to be; of two that say the same, the first."""
    found: dict[str, str] = {}
    for header in headers:
        if column := known_headers().get(fold(header)):
            found.setdefault(column, header)
    if "name" in found:
        return {column: header for column, header in found.items() if column not in PARTS}
    return found


def is_named(columns: Columns) -> bool:
    """Whether rows say who they are about."""
    return any(name in columns for name in NAMES)


def cells_of(columns: Columns, headers: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Column of `RowForm` → cell."""
    row = dict(zip(headers, cells, strict=True))
    found = {column: row[header] for column, header in columns.items()}
    parts = [found.pop(part, "") for part in PARTS]
    if not found.get("name") and any(parts):
        found["name"] = " ".join(filter(None, parts))
    return found
