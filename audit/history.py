"""The history of a record in sentences, read from the append-only event tables of pghistory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User

#: Bookkeeping columns that say nothing to a reader.
SILENT = {"id", "ref", "version", "created_at", "updated_at"}
EMPTY: tuple[Any, ...] = (None, "", [], {})
ACTS = {"insert": "added", "update": "changed", "delete": "removed"}


#: Model → its rows by primary key.
Related = dict[Any, dict[Any, Any]]
#: Model → the primary keys of its rows that a history tells of.
Told = dict[Any, set[Any]]


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

    `children` are models with foreign keys to the record's model, or to that of a child named
    before: any of them may name the record, or such a row of it. Rows since removed are included.
    """
    events = list(_events(record.pgh_event_model, Q(pgh_obj=record.pk)))
    told: Told = {type(record): {record.pk}}
    for child in children:
        of_child = list(_events(child.pgh_event_model, _points_to(told, child)))
        told[child] = {event.pgh_obj_id for event in of_child}
        events += of_child
    names = _names(event.pgh_context for event in events)
    related = _related(events)
    entries = [entry for row in _by_row(events) for entry in _entries(row, names, related, record)]
    # Turned round at the end, so that of the acts of one transaction the later comes first too.
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def latest(record: models.Model) -> Entry | None:
    """The last act on the row of `record` itself."""
    return next(iter(of(record)), None)


def last_writer(record: Any) -> str:
    """Who wrote the row last, even if only its version, for a part of it that is another row."""
    event = _events(record.pgh_event_model, Q(pgh_obj=record.pk)).last()
    return _who(event, _names([event.pgh_context])) if event else ""


def _events(model: Any, rows: Q) -> models.QuerySet[Any]:
    return model.objects.filter(rows).select_related("pgh_context").order_by("pgh_id")


def _points_to(told: Told, child: type[models.Model]) -> Q:
    """Rows of the child that name one of the rows told of by any key: a tie has two ends."""
    fields = child._meta.fields
    links = {field.attname: told.get(field.related_model) for field in fields}
    named = (Q(**{f"{name}__in": rows}) for name, rows in links.items() if rows)
    return reduce(or_, named, Q(pk__in=[]))


def _by_row(events: list[Any]) -> Iterable[list[Any]]:
    rows: dict[tuple[type, Any], list[Any]] = {}
    for event in events:
        rows.setdefault((type(event), event.pgh_obj_id), []).append(event)
    return rows.values()


def _names(contexts: Iterable[Any]) -> dict[str, str]:
    """User id → name, for everybody named in the contexts: one query."""
    ids = {context.metadata.get("user") for context in contexts if context} - {None}
    return {str(pk): name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}


def _related(events: list[Any]) -> Related:
    """The rows that the events point to, a query for each kind."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for event in events:
        for field in _pointers(event):
            wanted[field.related_model].add(getattr(event, field.attname))
    return {model: model._base_manager.in_bulk(ids - {None}) for model, ids in wanted.items()}


def _pointers(event: Any) -> Iterator[Any]:
    """The foreign keys of the tracked model that its events keep."""
    for field in event.pgh_tracked_model._meta.fields:
        if field.related_model and hasattr(event, field.attname):
            yield field


def _entries(
    row: list[Any], names: dict[str, str], related: Related, record: models.Model
) -> Iterator[Entry]:
    previous = None
    what = _what(row[-1], related, record)
    for event in row:
        changes = list(_changes(previous, event, related))
        if changes or event.pgh_label != "update":
            yield Entry(event.pgh_created_at, _who(event, names), _sentence(event, what), changes)
        previous = event


def _who(event: Any, names: dict[str, str]) -> str:
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return names.get(str(metadata.get("user")), metadata.get("system", "the system"))


def _what(event: Any, related: Related, record: models.Model) -> str:
    """“the return”, or for a row that hangs off the record also its name: “the step ‘Ticket’”."""
    tracked = event.pgh_tracked_model
    noun = f"the {tracked._meta.verbose_name}"
    if isinstance(record, tracked):
        return noun
    fields = [field.attname for field in tracked._meta.fields if hasattr(event, field.attname)]
    row = tracked(**{name: getattr(event, name) for name in fields})
    for field in _pointers(event):
        if (target := related[field.related_model].get(getattr(event, field.attname))) is not None:
            setattr(row, field.name, target)
    return f"{noun} “{row}”"


def _sentence(event: Any, what: str) -> str:
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    note = f": {metadata['note']}" if metadata.get("note") else ""
    return f"{ACTS[event.pgh_label]} {what}{note}"


def _changes(before: Any, after: Any, related: Related) -> Iterator[Change]:
    if after.pgh_label == "delete":
        return
    for field in after.pgh_tracked_model._meta.fields:
        if field.name in SILENT or not hasattr(after, field.attname):
            continue
        old = getattr(before, field.attname, None) if before else None
        new = getattr(after, field.attname)
        if old != new and not (before is None and new in EMPTY):
            texts = (_words(field, value, related) for value in (old, new))
            yield Change(str(field.verbose_name), *texts)


def _words(field: Any, value: Any, related: Related) -> str:
    if value in EMPTY:
        return "–"
    if field.related_model:
        return str(related[field.related_model].get(value, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {item}" for name, item in value.items())
    codes = dict(getattr(field, "base_field", field).flatchoices)
    items = value if isinstance(value, list) else [value]
    return ", ".join(str(codes[item]) if item in codes else _plain(item) for item in items)


def _plain(value: Any) -> str:
    """As a page says it: Yes, 7 Oct 2023, the hour of here; of a partial date what is known."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %b %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %b %Y}"
    return str(getattr(value, "words", value))
