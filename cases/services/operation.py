"""Rescue operations: who took part, who was freed, and how many were reported by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from cases.models import (
    AgencyPart,
    Case,
    OperationAgency,
    OperationPerson,
    PersonPart,
    ReportedCount,
    RescueOperation,
    Source,
    SourceKind,
)
from cases.services.source import record_source
from core import services as core

Row = Mapping[str, Any]
#: What is written beside the operation itself.
BESIDE = ("counts", "lead", "supporting", "freed", "alerted")


@transaction.atomic
def log_operation(case: Case, **facts: Any) -> RescueOperation:
    """Log an operation; `counts` are rows of source, measure, key and number."""
    beside = {name: facts.pop(name) for name in BESIDE if name in facts}
    operation = core.create(RescueOperation(case=case, **facts))
    _write_beside(operation, beside)
    return operation


@transaction.atomic
def edit_operation(
    operation: RescueOperation, *, version: int | None, **changes: Any
) -> RescueOperation:
    beside = {name: changes.pop(name) for name in BESIDE if name in changes}
    current = core.lock(operation, version)
    before = _rows_beside(current)
    edited = core.edit(current, version=None, changes=changes)
    _write_beside(edited, beside)
    if edited.version == current.version and _rows_beside(edited) != before:
        edited.version += 1  # Whoever has the form open saw other rows.
        edited.save(update_fields=["version", "updated_at"])
    return edited


@transaction.atomic
def add_freed(operation: RescueOperation, person: Any) -> None:
    """Note that a person of the case was freed in it; whoever has its form open saw other rows."""
    if person.case_id != operation.case_id:
        raise ValidationError({"operation": "Choose an operation of the same case."})
    OperationPerson.objects.bulk_create(
        [OperationPerson(person=person, operation=operation, part=PersonPart.FREED)],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["operation", "part"],
    )
    RescueOperation.objects.filter(pk=operation.pk).update(version=F("version") + 1)


def _rows_beside(operation: RescueOperation) -> list[set[Any]]:
    """What the form of an operation shows that is not in its own row."""
    return [
        set(operation.counts.values_list("source", "measure", "key", "number")),
        set(operation.parts.values_list("agency", "part")),
        set(operation.freed.values_list("person", "part")),
    ]


def _write_beside(operation: RescueOperation, beside: dict[str, Any]) -> None:
    """What is not named in `beside` stays as it is."""
    if "counts" in beside:
        _write_counts(operation, beside["counts"])
    if "lead" in beside or "supporting" in beside:
        _write_agencies(operation, beside.get("lead", ()), beside.get("supporting", ()))
    if "freed" in beside or "alerted" in beside:
        freed = dict.fromkeys(beside.get("freed", ()), PersonPart.FREED)
        alerted = dict.fromkeys(beside.get("alerted", ()), PersonPart.ALERTED)
        _write_people(operation, freed | alerted)


def _write_counts(operation: RescueOperation, rows: Iterable[Row]) -> None:
    """Make `rows` the numbers that were reported; each names its source by title.

    A title that the case does not know becomes a source of it, to be completed later.
    """
    had = {_key(row): row for row in operation.counts.select_related("source")}
    kept = set()
    for row in rows:
        source = _source(operation.case, row["source"])
        new = ReportedCount(
            operation=operation,
            source=source,
            measure=row["measure"],
            key=row.get("key") or "",
            number=row["number"],
        )
        kept.add(_key(new))
        old = had.get(_key(new))
        if old is None:
            core.create(new)
        elif old.number != new.number:
            old.number = new.number
            old.save(update_fields=["number"])
    for key, row in had.items():
        if key not in kept:
            row.delete()


def _key(count: ReportedCount) -> tuple[Any, str, str]:
    return (count.source_id, count.measure, count.key)


def _source(case: Case, title: str) -> Source:
    title = title.strip()
    known = Source.objects.filter(case=case, title__iexact=title).first()
    return known or record_source(case, kind=SourceKind.OTHER, title=title)


def _write_agencies(
    operation: RescueOperation, lead: Iterable[Any], supporting: Iterable[Any]
) -> None:
    """Which agencies led the operation and which took part; who did both, led."""
    wanted = dict.fromkeys(supporting, AgencyPart.SUPPORT) | dict.fromkeys(lead, AgencyPart.LEAD)
    for row in OperationAgency.objects.filter(operation=operation).select_related("agency"):
        if wanted.get(row.agency) != row.part:
            row.delete()
        else:
            del wanted[row.agency]
    for agency, part in wanted.items():
        core.create(OperationAgency(operation=operation, agency=agency, part=part))


def _write_people(operation: RescueOperation, people: Mapping[Any, str]) -> None:
    """Who was freed in the operation or brought it about: person → part in it."""
    if any(person.case_id != operation.case_id for person in people):
        raise ValidationError({"alerted": "Choose people of the same case."})
    rows = OperationPerson.objects.filter(operation=operation)
    rows.exclude(person__in=people).delete()
    for person, part in people.items():
        OperationPerson.objects.update_or_create(
            person=person, defaults={"operation": operation, "part": part}
        )
