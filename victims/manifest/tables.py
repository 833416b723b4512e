from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.tables import BadgeColumn, ChosenColumn, RecordTable
from victims.manifest.columns import PARTS, cells_of, choices
from victims.models import Manifest, ManifestDuplicate, ManifestRow, RowState


class ManifestTable(RecordTable):
    name = tables.Column(linkify=True, order_by=("name", "ref"))
    state = BadgeColumn()
    lines = tables.Column()
    imported = tables.Column()
    mistaken = tables.Column(verbose_name="With mistakes")
    by = tables.Column(accessor="by__name", verbose_name="Uploaded by")
    created_at = tables.DateTimeColumn(format="j M Y, H:i", verbose_name="Uploaded")

    class Meta(RecordTable.Meta):
        model = Manifest
        fields = ("name", "state", "lines", "imported", "mistaken", "by", "created_at")


class CellColumn(tables.Column):
    """What a line says in one column, and under it what is wrong with that."""

    def __init__(self, column: str, manifest: Manifest, **kwargs: Any) -> None:
        super().__init__(**{"empty_values": (), "orderable": False, **kwargs})
        self.column, self.manifest = column, manifest

    def render(self, record: ManifestRow) -> SafeString:
        errors = record.errors.get(self.column, [])
        return render_to_string("imports/cell.html", {"cell": self.value(record), "errors": errors})

    def value(self, record: ManifestRow) -> str:
        manifest = self.manifest
        if not record.cells:
            return ""
        return cells_of(manifest.mapping, manifest.headers, record.cells).get(self.column, "")


class ManifestRowTable(RecordTable):
    chosen = ChosenColumn()
    number = tables.Column()
    state = tables.Column(order_by=("state", "number"))
    victim = tables.Column(empty_values=(), orderable=False, verbose_name="Record")
    duplicates = tables.Column(empty_values=(), orderable=False, verbose_name="Possible duplicates")

    class Meta(RecordTable.Meta):
        model = ManifestRow
        fields = ("chosen", "number", "state", "victim")
        sequence = (*fields, "...", "duplicates")

    def render_state(self, record: ManifestRow) -> SafeString:
        """With the mistakes that are of no column of the file."""
        errors = [
            words
            for column, found in record.errors.items()
            if f"cell_{column}" not in self.columns
            for words in found
        ]
        context = {"state": RowState(record.state), "errors": errors}
        return render_to_string("imports/state.html", context)

    def value_state(self, record: ManifestRow) -> str:
        """In a file the mistakes of every cell too: the cells have only what was written."""
        labels = dict(choices())
        mistakes = (
            ": ".join(filter(None, [labels.get(column, ""), words]))
            for column, errors in record.errors.items()
            for words in errors
        )
        return "; ".join([RowState(record.state).label, *mistakes])

    def render_victim(self, record: ManifestRow) -> SafeString:
        return render_to_string("imports/victim.html", {"victim": record.victim})

    def value_victim(self, record: ManifestRow) -> str:
        return record.victim.ref if record.victim else ""

    def render_duplicates(self, record: ManifestRow) -> SafeString:
        return render_to_string("imports/duplicates.html", {"found": _told(record)})

    def value_duplicates(self, record: ManifestRow) -> str:
        return "; ".join(f"{one['whom']}: {one['why']}".removesuffix(": ") for one in _told(record))


def cell_columns(manifest: Manifest) -> list[tuple[str, CellColumn]]:
    """A column of the table for each that the file has."""
    said = {"name" if column in PARTS else column for column in manifest.mapping}
    return [
        (f"cell_{column}", CellColumn(column, manifest, verbose_name=label))
        for column, label in choices()
        if column in said
    ]


def _told(row: Any) -> list[dict[str, str]]:
    """Whom the line may be; of a case that the reader cannot open no more than its agency, once."""
    found = {}
    for one in row.known:
        entry = _entry(one)
        found.setdefault(entry["whom"], entry)
    return list(found.values())


def _entry(one: ManifestDuplicate) -> dict[str, str]:
    if one.other:
        return {"whom": f"Line {one.other.number}", "why": one.why, "url": ""}
    person = one.person
    if not one.is_seen:
        agency = person.case.lead_agency
        return {"whom": f"A match exists in a case of {agency}", "why": "", "url": ""}
    whom = f"{person}, {person.case.ref}"
    return {"whom": whom, "why": one.why, "url": person.get_absolute_url()}
