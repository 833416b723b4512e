"""Moving a case through its stages, sealing it and unsealing it: acts with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cases.models import CLOSED, Case, Level, Sensitivity, Stage
from cases.services.members import check_steward, name_in_person
from core import services as core


@transaction.atomic
def move_case(case: Case, stage: str, *, by: User, note: str = "") -> Case:
    """Move the case on, or back, to a stage that the table of moves allows from where it stands."""
    current, target = core.lock(case), Stage(stage)
    if Stage.CLOSED in (current.stage, target):
        raise ValidationError("Closing and reopening are asked for on the page of the case.")
    if not current.may_become(target):
        raise ValidationError(
            f"A case does not move from “{current.stage.label}” to “{target.label}”; it stands at "
            f"“{current.stage.label}” now."
        )
    with core.signed(by, note):
        return core.edit(current, version=None, changes={"stage": target})


@transaction.atomic
def seal(case: Case, *, by: User, reason: str) -> Case:
    """From now on only those named in person open the case; whoever seals it is one of them."""
    current = core.lock(case)
    if current.is_sealed:
        raise ValidationError("The case is sealed already.")
    with core.signed(by, reason):
        name_in_person(current, by, level=Level.WRITE, purpose=f"Sealed the case: {reason}"[:200])
        sealed = core.edit(current, version=None, changes={"sensitivity": Sensitivity.SEALED})
        check_steward(sealed)
    return sealed


@transaction.atomic
def unseal(case: Case, *, by: User, reason: str) -> Case:
    """Its agencies open the case again; it is restricted, not open to analysis."""
    current = core.lock(case)
    if not current.is_sealed:
        raise ValidationError("The case is not sealed.")
    with core.signed(by, reason):
        return core.edit(current, version=None, changes={"sensitivity": Sensitivity.RESTRICTED})


def refuse_acts(case: Case, changes: Mapping[str, Any]) -> None:
    """What changes by an act of its own, with a reason, is not changed by an edit."""
    stage, status, sensitivity = (
        {getattr(case, name), changes.get(name, getattr(case, name))}
        for name in ("stage", "status", "sensitivity")
    )
    if len(stage) > 1:
        raise ValidationError({"stage": "Move the case on from its page."})
    if len(status) > 1 and status & CLOSED:
        raise ValidationError({"status": "A case is closed and reopened from its page."})
    if len(sensitivity) > 1 and Sensitivity.SEALED in sensitivity:
        raise ValidationError({"sensitivity": "A case is sealed and unsealed from its page."})
