"""One row of a file: what it says, or what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from django.core.exceptions import NON_FIELD_ERRORS

from victims.forms.row import RowForm
from victims.models import ManifestRow, RowState


def check(row: ManifestRow, cells: Mapping[str, str]) -> None:
    """Fill in the row's facts or mistakes, its state and its digest."""
    form = RowForm(cells)
    valid = form.is_valid()
    row.errors = {
        "" if column == NON_FIELD_ERRORS else column: [str(words) for words in errors]
        for column, errors in form.errors.items()
    }
    # As text, so that it can be kept; services read dates as people write them.
    row.facts = json.loads(json.dumps(form.facts(), default=str)) if valid else {}
    row.state = RowState.READY if valid else RowState.MISTAKES
    row.digest = digest(cells)


def digest(cells: Mapping[str, str]) -> str:
    """The same for rows that say the same, however they write spaces and capitals."""
    said = {column: " ".join(cell.casefold().split()) for column, cell in cells.items()}
    told = sorted((column, cell) for column, cell in said.items() if cell)
    return sha256(json.dumps(told).encode()).hexdigest()
