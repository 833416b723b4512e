"""Logging what was found, its amounts and numbers, and files about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from cases import store
from cases.custody import Category, EventKind
from cases.models import (
    Case,
    CaseTask,
    CustodyEvent,
    EvidenceFile,
    EvidenceItem,
    ItemNumber,
    ReportedAmount,
    StoredFile,
)
from cases.services.task import add_task
from core import services as core

F = TypeVar("F", bound=StoredFile)
Row = Mapping[str, Any]

#: Called in the transaction of every write of an item. Filled by higher apps in `apps.ready`:
#: people notes the numbers of what belongs to somebody as theirs.
when_evidence_changed: list[Callable[[EvidenceItem], None]] = []

#: How long a seized passport should at most be kept from its holder.
RETURN_WITHIN = timedelta(days=14)


@transaction.atomic
def log_evidence(
    case: Case, *, by: User, amounts: Iterable[Row] = (), numbers: Iterable[Row] = (), **facts: Any
) -> EvidenceItem:
    """A thing that was found, and the first line of its custody.

    Raises ValidationError for facts that cannot be, such as a person of another case.
    """
    item = EvidenceItem(case=case, **facts)
    _check(item)
    core.create(item)
    core.create(
        CustodyEvent(
            item=item,
            kind=EventKind.SEIZED,
            at=item.found_at,
            given_by=str(item.found_on or ""),
            to=item.held_by,
            purpose="Seized",
            place=item.found_in,
            seal_after=item.seal,
            recorded_by=by,
        )
    )
    _replace(ReportedAmount, item, amounts)
    _replace(ItemNumber, item, numbers)
    _follow_up(item, by)
    return item


@transaction.atomic
def edit_evidence(
    item: EvidenceItem,
    *,
    by: User,
    version: int | None,
    amounts: Iterable[Row] | None = None,
    numbers: Iterable[Row] | None = None,
    **changes: Any,
) -> EvidenceItem:
    """Change what was written of an item. Who holds it, its seal and its status change by acts of
    their own. Raises StaleRecord when somebody saved it since `version`."""
    before = core.lock(item, version)
    rows_differ = amounts is not None and _replace(ReportedAmount, before, amounts)
    rows_differ |= numbers is not None and _replace(ItemNumber, before, numbers)
    after = core.edit(before, version=None, changes=changes)
    _check(after)
    if rows_differ and after.version == before.version:
        after.version += 1
        after.save(update_fields=["version", "updated_at"])
    _follow_up(after, by)
    return after


def _check(item: EvidenceItem) -> None:
    people = {"found_on": item.found_on, "belongs_to": item.belongs_to}
    wrong = {
        name: ["Choose somebody of the same case."]
        for name, person in people.items()
        if person and person.case_id != item.case_id
    }
    if item.operation and item.operation.case_id != item.case_id:
        wrong["operation"] = ["Choose an operation of the same case."]
    if item.found_at and item.found_at > timezone.now() + timedelta(minutes=5):
        wrong["found_at"] = ["This lies in the future; write when it was found."]
    if wrong:
        raise ValidationError(wrong)


def _replace(model: type[models.Model], item: EvidenceItem, rows: Iterable[Row]) -> bool:
    """Make `rows` the rows of the item. Returns whether anything was written."""
    names = [field.name for field in model._meta.fields if field.name not in ("id", "item")]
    wanted = [tuple(row.get(name, "") for name in names) for row in rows]
    kept = model._base_manager.filter(item=item)
    if [tuple(getattr(row, name) for name in names) for row in kept] == wanted:
        return False
    for row in kept:
        row.delete()
    for values in dict.fromkeys(wanted):
        core.create(model(item=item, **dict(zip(names, values, strict=True))))
    return True


def _follow_up(item: EvidenceItem, by: User) -> None:
    for act in when_evidence_changed:
        act(item)
    if item.category == Category.PASSPORT and not item.is_gone:
        _ask_to_return(item, by)


def origin_of(item: EvidenceItem) -> str:
    """How a task, or a number of a person, names the item that it comes from."""
    return f"Evidence {item.ref}"


def _ask_to_return(item: EvidenceItem, by: User) -> None:
    """Nobody may keep another's passport: somebody has to give it back. Asked for once, and whose
    it is may come to be known later."""
    if task := CaseTask.objects.filter(case=item.case, origin=origin_of(item)).first():
        core.edit(task, version=None, changes={"person": item.belongs_to or task.person})
        return
    add_task(
        item.case,
        title="Return a seized passport to its holder",
        due=timezone.localdate() + RETURN_WITHIN,
        owner=by,
        by=by,
        origin=origin_of(item),
        person=item.belongs_to,
    )


@transaction.atomic
def add_file(
    item: EvidenceItem, incoming: store.Incoming, *, name: str, by: User, description: str = ""
) -> EvidenceFile:
    """Keep the bytes and write who added them.

    Raises ValidationError for an empty file and for one that the item has already.
    """
    core.lock(item)  # So that one file that comes twice at once is found here.
    file = EvidenceFile(item=item, name=name[-255:], description=description)
    return keep_file(file, incoming, beside=item.files.all(), by=by)


def keep_file(file: F, incoming: store.Incoming, *, beside: models.QuerySet[F], by: User) -> F:
    """Keep the bytes of a new row; `beside` are the files among which it must be the only one."""
    if not incoming.size:
        raise ValidationError({"file": "The file is empty. Choose the one that you meant."})
    file.sha256, file.size = incoming.sha256, incoming.size
    file.media_type, file.uploaded_by = incoming.media_type[:100], by
    known = beside.filter(sha256=file.sha256).first()
    if known:
        raise ValidationError({"file": f"This very file is there already, as “{known.name}”."})
    with pghistory.context(user=str(by.pk)):
        core.create(file)
    incoming.keep()
    return file
