"""Sources, and what they claim."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Case, Claim, Source
from core import services as core
from core.models import Record


def record_source(case: Case, **facts: Any) -> Source:
    return core.create(Source(case=case, **facts))


def edit_source(source: Source, *, version: int | None, **changes: Any) -> Source:
    return core.edit(source, version=version, changes=changes)


@transaction.atomic
def claim(source: Source, subject: Record, **facts: Any) -> Claim:
    """Record what a source says of a record of its case; nothing that others said is touched."""
    if getattr(subject, "case", subject) != source.case:
        raise ValidationError("Choose something of the case that the source belongs to.")
    label = subject._meta.label_lower
    return core.create(Claim(source=source, subject_model=label, subject_ref=subject.ref, **facts))


@transaction.atomic
def prefer(claim: Claim, *, note: str = "") -> Claim:
    """Mark the claim as the one to go by; of its field and subject there is never a second."""
    rivals = Claim.objects.filter(
        subject_model=claim.subject_model, subject_ref=claim.subject_ref, field=claim.field
    )
    rows = list(rivals.select_for_update().order_by("pk"))
    with pghistory.context(note=note):
        for row in sorted(rows, key=lambda row: row.pk == claim.pk):
            if row.is_preferred != (row.pk == claim.pk):
                row.is_preferred = row.pk == claim.pk
                row.version += 1
                row.save(update_fields=["is_preferred", "version", "updated_at"])
    return next(row for row in rows if row.pk == claim.pk)
