"""Writing ways home: opening one, completing steps and moving many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Prefetch
from django.utils import timezone

from accounts.models import User
from core import services as core
from repatriation.models import Repatriation, Step
from repatriation.querysets import RepatriationQuerySet
from repatriation.workflow import DUE_AFTER, GIVEN_UP, Status, StepKind
from victims.models import Victim

Rows = RepatriationQuerySet[Repatriation]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a bulk act did: the rows it moved, and each row that it left with the reason why."""

    moved: list[Repatriation] = field(default_factory=list)
    refused: list[tuple[Repatriation, str]] = field(default_factory=list)


@transaction.atomic
def open_return(victim: Victim, *, opened_on: date | None = None, **facts: Any) -> Repatriation:
    """Begin a victim's way home: `mission`, `from_country`, `to_country`, perhaps `officer` and
    `planned_on`. Every step of the template becomes due, counted from `opened_on` or today."""
    core.lock(victim)  # Two returns opened at once: the second sees the first and is refused.
    row = Repatriation(victim=victim, **facts)
    row.full_clean()
    row.save()
    first_day = opened_on or timezone.localdate()
    Step.objects.bulk_create(
        Step(
            repatriation=row,
            kind=kind,
            position=position,
            due_on=first_day + timedelta(days=days),
        )
        for position, (kind, days) in enumerate(DUE_AFTER.items(), start=1)
    )
    return row


def edit_return(row: Repatriation, *, version: int | None, **changes: Any) -> Repatriation:
    """Raises StaleRecord when somebody saved the return since `version`."""
    return core.edit(row, version=version, changes=changes)


# Many at once -------------------------------------------------------------------------------------


@transaction.atomic
def advance(chosen: Rows, status: str, *, by: User, note: str = "") -> Outcome:
    """Move every chosen row that may become `status`; leave the rest and say why."""
    target, rows = Status(status), list(_locked(chosen))
    under_way = _under_way_beside(rows) if target not in GIVEN_UP else set()

    def reason(row: Repatriation) -> str:
        if not row.may_become(target):
            return f"is “{row.status.label}”, from where nobody becomes “{target.label}”"
        if row.status in GIVEN_UP and target not in GIVEN_UP:
            if row.victim_id in under_way:
                return "has another return under way"
            under_way.add(row.victim_id)  # Of two given-up returns in one choice, one may revive.
        return ""

    outcome = _sorted_out(rows, reason)
    with _signed(by, note):
        Repatriation.objects.filter(pk__in=[row.pk for row in outcome.moved]).update(
            status=target, **_saved_now()
        )
    return outcome


@transaction.atomic
def complete(
    chosen: Rows, kind: str, *, by: User, on: date | None = None, note: str = ""
) -> Outcome:
    """Mark the step `kind` as done `on` that day, or today, for every chosen row that may."""
    label, day = StepKind(kind).label, on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"on": "A step cannot be done on a day yet to come."})
    steps = Step.objects.filter(kind=kind).select_for_update(of=("self",))
    rows = list(_locked(chosen).prefetch_related(Prefetch("steps", steps)))

    def reason(row: Repatriation) -> str:
        step = next(iter(row.steps.all()), None)
        if row.status in GIVEN_UP:
            return f"is “{row.status.label}”: move it on first"
        if not step:
            return f"has no step “{label}”"
        if step.done_on:
            return f"has “{label}” done since {step.done_on:%-d %b %Y}"
        if step.blocked_because:
            return f"has “{label}” blocked: {step.blocked_because}"
        return ""

    outcome = _sorted_out(rows, reason)
    with _signed(by, note):
        Step.objects.filter(repatriation__in=outcome.moved, kind=kind).update(
            done_on=day, **_saved_now()
        )
    return outcome


def _locked(chosen: Rows) -> Rows:
    """The chosen rows, locked in one order so that two bulk acts never wait for each other."""
    # By key, because a list's queryset has aggregates, which PostgreSQL does not lock.
    rows = Repatriation.objects.filter(pk__in=chosen.order_by().values("pk"))
    return rows.select_related("victim__person").order_by("pk").select_for_update(of=("self",))


def _under_way_beside(rows: Iterable[Repatriation]) -> set[Any]:
    """Of the victims of given-up returns: those who have another that is not."""
    victims = [row.victim_id for row in rows if row.status in GIVEN_UP]
    if not victims:
        return set()
    # Locked, as `open_return` does: until this ends nobody opens another for them.
    list(Victim.objects.filter(pk__in=victims).order_by("pk").select_for_update())
    others = Repatriation.objects.filter(victim__in=victims).exclude(status__in=GIVEN_UP)
    return set(others.values_list("victim", flat=True))


def _sorted_out(rows: Iterable[Repatriation], reason: Callable[[Repatriation], str]) -> Outcome:
    outcome = Outcome()
    for row in rows:
        if why := reason(row):
            outcome.refused.append((row, why))
        else:
            outcome.moved.append(row)
    return outcome


def _signed(by: User, note: str) -> Any:
    """Every row written inside tells its history who did it, and the note."""
    return pghistory.context(user=str(by.pk), **({"note": note} if note else {}))


def _saved_now() -> dict[str, Any]:
    """What `Record.save` does and a bulk update does not."""
    return {"version": F("version") + 1, "updated_at": timezone.now()}


# One step -----------------------------------------------------------------------------------------


@transaction.atomic
def block(step: Step, *, because: str) -> Step:
    """Say why a step cannot be done now."""
    if core.lock(step).done_on:
        raise ValidationError(f"“{step}” is done; undo it first.")
    if not because.strip():
        raise ValidationError("Say what blocks the step.")
    return core.edit(step, version=None, changes={"blocked_because": because.strip()})


def unblock(step: Step) -> Step:
    return core.edit(step, version=None, changes={"blocked_because": ""})


def undo(step: Step) -> Step:
    """Take back that a step was done."""
    return core.edit(step, version=None, changes={"done_on": None})
