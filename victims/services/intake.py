"""Logging a group, a row a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from cases import services as cases
from cases.models import Case, RescueOperation
from victims.models import IntakeRow
from victims.services.victim import register


@transaction.atomic
def log_row(
    case: Case,
    client_id: UUID,
    *,
    digest: str,
    operation: RescueOperation | None = None,
    **facts: Any,
) -> IntakeRow:
    """Register the person of a row, once however often it is sent: the second time the row comes
    back as it was saved, and its digest tells whether it said the same."""
    # Who sends it at the same time waits here for the first to commit.
    row, is_new = IntakeRow.objects.get_or_create(
        case=case, client_id=client_id, defaults={"digest": digest}
    )
    if is_new:
        row.victim = register(case, **facts)
        row.save(update_fields=["victim"])
        if operation:
            cases.add_freed(operation, row.victim.person)
    return row
