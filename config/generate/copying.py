"""Rows in the text format of PostgreSQL's COPY, which no INSERT comes near in speed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


class Table:
    """A table that rows are copied into; what a row does not say gets the column's default."""

    def __init__(self, name: str, defaults: Mapping[str, Any]) -> None:
        self.name = name
        self.columns = list(defaults)
        self._defaults = [_text(value) for value in defaults.values()]

    @classmethod
    def of(cls, model: type[models.Model]) -> Table:
        """All columns of a model, those of later migrations too, but a key that the base counts."""
        fields = [
            field
            for field in model._meta.concrete_fields
            if not isinstance(field, models.AutoField) and not field.generated
        ]
        return cls(model._meta.db_table, {field.attname: field.get_default() for field in fields})

    def line(self, facts: Mapping[str, Any]) -> bytes:
        """One row. Facts that the table has no column for are left out."""
        cells = [
            _text(facts[column]) if column in facts else default
            for column, default in zip(self.columns, self._defaults, strict=True)
        ]
        return ("\t".join(cells) + "\n").encode()

    @property
    def command(self) -> str:
        return f"COPY {self.name} ({', '.join(self.columns)}) FROM STDIN"


def _text(value: Any) -> str:
    if isinstance(value, str):
        plain = value.isprintable() and "\\" not in value
        return str(value) if plain else value.translate(ESCAPED)
    if value is None:
        return r"\N"
    if isinstance(value, list):
        return "{" + ",".join(value) + "}"  # codes, which need no quotes
    # Numbers, dates and identities; True and False are read as booleans.
    return str(value)
