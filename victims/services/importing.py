"""A checked list into a case: confirmed, then written chunk by chunk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cases.models import Case
from core import services as core
from linking import services as linking
from victims.models import Manifest, ManifestDuplicate, ManifestState, RowState
from victims.services.manifest import (
    AT_ONCE,
    imported_before,
    refuse_again,
    save_rows,
    start_work,
)
from victims.services.victim import register_many

IMPORTED = ["state", "victim", "cells", "facts"]


def manifest_of(arguments: dict[str, Any]) -> Manifest:
    """The one that a job is about."""
    return Manifest.objects.select_related("case").get(ref=arguments["manifest"])


@transaction.atomic
def confirm_manifest(manifest: Manifest, *, version: int | None, by: User) -> Manifest:
    """Import the rows that have no mistakes and were not left out, as a job; one that was stopped
    goes on where it was."""
    current = core.lock(manifest, version)
    if not current.may_be_confirmed:
        raise ValidationError("The list does not wait to be confirmed; reload the page.")
    refuse_again(current, current.fingerprint)
    if not current.rows.filter(state__in=[RowState.READY, RowState.IMPORTED]).exists():
        raise ValidationError("There is no line to import.")
    return start_work(current, "import", ManifestState.IMPORTING, by)


def import_manifest(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Each row knows its victim, so it may be stopped and begun again."""
    manifest, by = manifest_of(arguments), progress.job.started_by
    if not Case.objects.editable_by(by).filter(pk=manifest.case_id).exists():
        return "You may not write on this case any more; nothing further was imported."
    of = manifest.rows.filter(state__in=[RowState.READY, RowState.IMPORTED]).count()
    while _import_some(manifest, by):
        done = manifest.rows.filter(state=RowState.IMPORTED).count()
        progress.step(done, of=of, message="Logging people")
    _link(manifest, progress)
    with transaction.atomic():
        core.edit(manifest, version=None, changes={"state": ManifestState.IMPORTED})
    imported = manifest.rows.filter(state=RowState.IMPORTED).count()
    left = manifest.rows.count() - imported
    return f"{imported:,} people were logged; {left:,} lines were left out."


@transaction.atomic
def _import_some(manifest: Manifest, by: User) -> bool:
    """Log the next rows. Returns whether there were any."""
    if core.lock(manifest).state != ManifestState.IMPORTING:
        return False
    rows = list(manifest.rows.filter(state=RowState.READY)[:AT_ONCE])
    repeated = imported_before(manifest, rows)
    new = [row for row in rows if row.digest not in repeated]
    with core.signed(by, f"Imported from {manifest}, {manifest.ref}"):
        victims = register_many(manifest.case, [row.facts for row in new])
    for row in rows:
        row.state = RowState.REPEATED
    for row, victim in zip(new, victims, strict=True):
        row.state, row.victim = RowState.IMPORTED, victim
        row.cells, row.facts = [], {}  # The record has them.
    save_rows(rows, IMPORTED)
    return bool(rows)


def _link(manifest: Manifest, progress: core.Progress) -> None:
    """Propose whom the people may be. Should this be stopped, the sweep does it."""
    rows = manifest.rows.filter(state=RowState.IMPORTED)
    waiting = rows.filter(victim__person__awaiting_linking__isnull=False)
    people: list[UUID] = list(waiting.values_list("victim__person", flat=True))
    linking.link_new(
        people, lambda done, of: progress.step(done, of=of, message="Proposing matches")
    )
    ManifestDuplicate.objects.filter(row__in=rows).delete()
