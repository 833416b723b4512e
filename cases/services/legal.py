"""Prosecutions and requests to other countries."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cases.legal import MOVES, LegalStage, RequestKind, refusal
from cases.models import Case, Charged, LegalAction, LegalRequest, StageReached, Statute
from core import services as core

SHIPPED = Path(__file__).parents[1] / "data" / "statutes.csv"


def load_statutes() -> int:
    """Add what the shipped table has and the database has not; nothing edited is touched."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = [
            Statute(**row | {"unverified": bool(row["unverified"])}) for row in csv.DictReader(file)
        ]
    known = set(Statute.objects.values_list("jurisdiction", "act", "section"))
    fresh = [row for row in rows if (str(row.jurisdiction), row.act, row.section) not in known]
    Statute.objects.bulk_create(fresh)
    return len(fresh)


def add_statute(**facts: Any) -> Statute:
    return core.create(Statute(**facts))


def edit_statute(statute: Statute, *, version: int | None, **changes: Any) -> Statute:
    return core.edit(statute, version=version, changes=changes)


@transaction.atomic
def begin_action(
    case: Case, *, on: date, by: User, persons: Iterable[Any] = (), **facts: Any
) -> LegalAction:
    """Record that somebody is reported under a section; later stages follow by `reach`."""
    _check_outcome(LegalStage.REPORT, facts.get("outcome"))
    action = core.create(LegalAction(case=case, **facts))
    _write_persons(action, persons)
    core.create(StageReached(action=action, stage=LegalStage.REPORT, on=on, by=by))
    return action


@transaction.atomic
def edit_action(action: LegalAction, *, version: int | None, **changes: Any) -> LegalAction:
    persons = changes.pop("persons", None)
    _check_outcome(action.stage, changes.get("outcome"))
    edited = core.edit(action, version=version, changes=changes)
    if persons is not None:
        _write_persons(edited, persons)
    return edited


@transaction.atomic
def reach(action: LegalAction, stage: str, *, on: date, by: User, note: str = "") -> LegalAction:
    """Move an action to its next stage. Raises ValidationError for a stage that cannot follow."""
    current = core.lock(action)
    if not current.may_reach(stage):
        after = " or ".join(sorted(step.label.lower() for step in MOVES[current.stage]))
        raise ValidationError(
            f"After {current.stage.label.lower()} comes {after}, not {LegalStage(stage).label}."
        )
    last = current.steps.last()
    if last and on < last.on:
        raise ValidationError(f"That is before the last stage, {last}; give a later day.")
    current.stage, current.version = LegalStage(stage), current.version + 1
    with pghistory.context(note=note):
        current.save(update_fields=["stage", "version", "updated_at"])
        core.create(StageReached(action=current, stage=stage, on=on, by=by, note=note))
    return current


def _check_outcome(stage: str, outcome: str | None) -> None:
    if outcome and (why := refusal(stage, outcome)):
        raise ValidationError({"outcome": why})


def _write_persons(action: LegalAction, persons: Iterable[Any]) -> None:
    wanted = {person.pk: person for person in persons}
    if any(person.case_id != action.case_id for person in wanted.values()):
        raise ValidationError({"persons": "Choose people of the same case."})
    Charged.objects.filter(action=action).exclude(person__in=wanted).delete()
    known = set(Charged.objects.filter(action=action).values_list("person", flat=True))
    for pk, person in wanted.items():
        if pk not in known:
            core.create(Charged(action=action, person=person))


def file_request(case: Case, **facts: Any) -> LegalRequest:
    _check_request(case, facts)
    return core.create(LegalRequest(case=case, **facts))


def edit_request(request: LegalRequest, *, version: int | None, **changes: Any) -> LegalRequest:
    _check_request(request.case, {"kind": request.kind, "colour": request.colour} | changes)
    return core.edit(request, version=version, changes=changes)


def _check_request(case: Case, facts: dict[str, Any]) -> None:
    for name in ("person", "action"):
        if facts.get(name) and facts[name].case_id != case.pk:
            raise ValidationError({name: "Choose one of the same case."})
    if facts.get("kind") == RequestKind.INTERPOL and not facts.get("colour"):
        raise ValidationError({"colour": "A notice has a colour; choose it."})
    if facts.get("status") == "answered" and not facts.get("answered_on"):
        raise ValidationError({"answered_on": "Say when the answer came."})
    if facts.get("status") in ("sent", "answered") and not facts.get("sent_on"):
        raise ValidationError({"sent_on": "Say when it was sent."})
