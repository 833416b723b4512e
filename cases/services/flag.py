"""Raising a warning on a case or a person, and lowering it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.models import Case, Flag
from core import services as core


def raise_flag(case: Case, *, kind: str, reason: str, by: User, person: Any = None) -> Flag:
    """Raises ValidationError for somebody of another case, or where it is raised already."""
    if person and person.case_id != case.pk:
        raise ValidationError({"person": "Choose somebody of the same case."})
    return core.create(Flag(case=case, person=person, kind=kind, reason=reason, raised_by=by))


@transaction.atomic
def lower_flag(flag: Flag, *, by: User, reason: str) -> Flag:
    """It stays in the record, and warns nobody any more."""
    current = core.lock(flag)
    if current.lowered_at:
        raise ValidationError("Somebody has lowered it already.")
    now = {"lowered_by": by, "lowered_at": timezone.now(), "lowered_because": reason}
    with core.signed(by, reason):
        return core.edit(current, version=None, changes=now)
