"""The history of a record in sentences, read from the append-only event tables of pghistory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from accounts.models import User

#: Bookkeeping columns that say nothing to a reader.
SILENT = {"id", "ref", "version", "created_at", "updated_at"}
ACTS = {"insert": "added", "update": "changed", "delete": "removed"}


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on one row: who did what, when, and which fields it changed."""

    at: datetime
    by: str
    sentence: str
    changes: list[Change]


def of(record: Any, *children: Any) -> list[Entry]:
    """The history of `record` and of its rows in `children`, newest first.

    `children` are models with a foreign key to the record's model; rows since removed are included.
    """
    events = [
        *_events(record.pgh_event_model, pgh_obj=record.pk),
        *(
            event
            for child in children
            for event in _events(child.pgh_event_model, **{_link(child, record): record.pk})
        ),
    ]
    names = _names(event.pgh_context for event in events)
    entries = [entry for row in _by_row(events) for entry in _entries(row, names, record)]
    # Turned round at the end, so that of the acts of one transaction the later comes first too.
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def latest(record: models.Model) -> Entry | None:
    """The last act on the row of `record` itself."""
    return next(iter(of(record)), None)


def _events(model: Any, **rows: Any) -> models.QuerySet[Any]:
    return model.objects.filter(**rows).select_related("pgh_context").order_by("pgh_id")


def _link(child: type[models.Model], record: models.Model) -> str:
    """The name of the child's foreign key to the record."""
    return next(
        field.attname for field in child._meta.fields if field.related_model is type(record)
    )


def _by_row(events: list[Any]) -> Iterable[list[Any]]:
    rows: dict[tuple[type, Any], list[Any]] = {}
    for event in events:
        rows.setdefault((type(event), event.pgh_obj_id), []).append(event)
    return rows.values()


def _names(contexts: Iterable[Any]) -> dict[str, str]:
    """User id → name, for everybody named in the contexts: one query."""
    ids = {context.metadata.get("user") for context in contexts if context} - {None}
    return {str(pk): name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}


def _entries(row: list[Any], names: dict[str, str], record: models.Model) -> Iterator[Entry]:
    previous = None
    what = _what(row[-1], record)
    for event in row:
        changes = list(_changes(previous, event))
        if changes or event.pgh_label != "update":
            yield Entry(event.pgh_created_at, _who(event, names), _sentence(event, what), changes)
        previous = event


def _who(event: Any, names: dict[str, str]) -> str:
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return names.get(str(metadata.get("user")), metadata.get("system", "the system"))


def _what(event: Any, record: models.Model) -> str:
    """“the return”, or for a row that hangs off the record also its name: “the step ‘Ticket’”."""
    tracked = event.pgh_tracked_model
    noun = f"the {tracked._meta.verbose_name}"
    if isinstance(record, tracked):
        return noun
    fields = [field.attname for field in tracked._meta.fields if hasattr(event, field.attname)]
    return f"{noun} “{tracked(**{name: getattr(event, name) for name in fields})}”"


def _sentence(event: Any, what: str) -> str:
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    note = f": {metadata['note']}" if metadata.get("note") else ""
    return f"{ACTS[event.pgh_label]} {what}{note}"


def _changes(before: Any, after: Any) -> Iterator[Change]:
    if after.pgh_label == "delete":
        return
    tracked = after._meta.model.pgh_tracked_model._meta
    for field in tracked.fields:
        if field.name in SILENT or not hasattr(after, field.attname):
            continue
        old = getattr(before, field.attname, None) if before else None
        new = getattr(after, field.attname)
        if old != new and not (before is None and new in (None, "", [])):
            yield Change(str(field.verbose_name), _words(field, old), _words(field, new))


def _words(field: models.Field[Any, Any], value: Any) -> str:
    if value in (None, "", []):
        return "–"
    if field.related_model:
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related or value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(dict(field.flatchoices or ()).get(value, value))
