"""Tasks: what is to be done in a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.models import Case, CaseTask, TaskStatus
from core import services as core


def add_task(
    case: Case,
    *,
    title: str,
    by: User,
    due: date | None = None,
    owner: User | None = None,
    origin: str = "",
    **facts: Any,
) -> CaseTask:
    """Something to be done; `origin` says what gave rise to it, when that is not a person's idea.

    Further `facts`: `details`, `priority`, `person`. Raises ValidationError for an owner who cannot
    open the case.
    """
    _check(case, owner=owner, **facts)
    return core.create(
        CaseTask(
            case=case, title=title, due_on=due, owner=owner, origin=origin, added_by=by, **facts
        )
    )


@transaction.atomic
def edit_task(task: CaseTask, *, version: int | None, **changes: Any) -> CaseTask:
    """Raises StaleRecord when somebody saved the task since `version`."""
    current = core.lock(task, version)
    new_owner = changes.get("owner")
    if new_owner and new_owner.pk == current.owner_id:
        new_owner = None  # Who had it keeps it, even when they have left the case since.
    _check(current.case, owner=new_owner, person=changes.get("person"))
    return core.edit(current, version=None, changes=changes)


@transaction.atomic
def set_task_status(task: CaseTask, status: str, *, by: User, note: str = "") -> CaseTask:
    """Finish a task, drop it, or open it again."""
    current, target = core.lock(task), TaskStatus(status)
    if current.status == target:
        return current
    finished_at = None if target == TaskStatus.OPEN else timezone.now()
    with core.signed(by, note):
        return core.edit(
            current, version=None, changes={"status": target, "finished_at": finished_at}
        )


def _check(case: Case, *, owner: User | None = None, person: Any = None, **_: Any) -> None:
    if owner and not Case.objects.wholly_visible_to(owner).filter(pk=case.pk).exists():
        raise ValidationError(
            {"owner": f"{owner} cannot open this case. Put them on it first, or choose another."}
        )
    if person and person.case_id != case.pk:
        raise ValidationError({"person": "Choose somebody of the same case."})
