"""A list on its way into a case: uploaded, its columns named, checked, chosen from, forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from itertools import chain, islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from cases.models import Case
from core import services as core
from core import sheets
from linking.facts import facts_told
from people.models import Identifier
from victims import manifest as reading
from victims.models import (
    IN_CASE,
    Manifest,
    ManifestDuplicate,
    ManifestRow,
    ManifestState,
    RowState,
)

MOST_LINES = 20_000
AT_ONCE = 500
CHECKED = ["errors", "facts", "state", "digest"]
#: Somebody's personal data, that nobody decided to keep, goes after a week.
KEPT = timedelta(days=7)


# Upload and columns ------------------------------------------------------------------------------


@transaction.atomic
def upload_manifest(case: Case, *, name: str, content: bytes, by: User) -> Manifest:
    """Keep the rows of a file, and not its bytes. Raises ValidationError, in words, for what is no
    list."""
    try:
        sheet = sheets.read(content)
        lines = list(islice(sheet.lines, MOST_LINES + 1))
    except sheets.SheetError as error:
        raise ValidationError(str(error)) from error
    if not lines:
        raise ValidationError("There is no line under the first one: the list is empty.")
    if len(lines) > MOST_LINES:
        raise ValidationError(f"The list has more than {MOST_LINES:,} lines: divide it.")
    manifest = Manifest(case=case, by=by, agency=by.agency, name=name[:200])
    manifest.headers, manifest.sha256 = sheet.columns, sha256(content).hexdigest()
    core.create(manifest)
    rows = (ManifestRow(manifest=manifest, number=number, cells=row) for number, row in lines)
    ManifestRow.objects.bulk_create(rows, batch_size=2_000)
    return manifest


def propose_columns(manifest: Manifest) -> dict[str, str]:
    """Column → header: as was said of this file, else of the last with these headers that the
    agency imported, else what the headers seem to be."""
    if manifest.mapping:
        return manifest.mapping
    # From any case: how a column is called tells nothing of one.
    alike = Manifest.objects.filter(
        agency=manifest.agency, agency__isnull=False, headers=manifest.headers
    )
    used = alike.exclude(mapping={}).values_list("mapping", flat=True).first()
    return used or reading.propose(manifest.headers)


@transaction.atomic
def name_columns(
    manifest: Manifest, *, version: int | None, mapping: Mapping[str, str], by: User
) -> Manifest:
    """Say which header is which column, and have every row checked, as a job.

    Raises ValidationError when the case has the same file with the same columns already.
    """
    current = core.lock(manifest, version)
    if not current.may_be_mapped:
        raise ValidationError("The list is being checked or imported; its columns stay.")
    said = json.dumps([current.sha256, sorted(mapping.items())])
    fingerprint = sha256(said.encode()).hexdigest()
    refuse_again(current, fingerprint)
    return start_work(
        current, "check", ManifestState.CHECKING, by, mapping=dict(mapping), fingerprint=fingerprint
    )


def refuse_again(manifest: Manifest, fingerprint: str) -> None:
    same = Manifest.objects.filter(
        case=manifest.case_id, fingerprint=fingerprint, state__in=IN_CASE
    )
    if earlier := same.exclude(pk=manifest.pk).first():
        raise ValidationError(
            f"This file was imported already, as {earlier.ref} on "
            f"{timezone.localdate(earlier.created_at):%-d %b %Y}. Nothing was changed."
        )


def start_work(
    manifest: Manifest, act: str, state: ManifestState, by: User, **changes: Any
) -> Manifest:
    """A job on the manifest, and the state that says so."""
    title = f"{act.capitalize()} {manifest.name}"[:120]
    kind, page = f"{act}_manifest", manifest.get_absolute_url()
    job = core.start_job(kind, title, by=by, manifest=manifest.ref, page=page)
    return core.edit(manifest, version=None, changes={"state": state, "job": job, **changes})


# The dry run -------------------------------------------------------------------------------------


def check_manifest(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Safe to run twice; nothing but rows of the file is written."""
    manifest = Manifest.objects.filter(ref=arguments["manifest"]).first()
    if manifest is None or manifest.state != ManifestState.CHECKING:
        return "The list is gone, or was checked already."
    rows = list(manifest.rows.all())
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        _check_some(manifest, some)
        progress.step(start + len(some), of=len(rows), message="Reading the lines")
    ready = [row for row in rows if row.state == RowState.READY]
    _find_duplicates(manifest, ready, progress)
    with transaction.atomic():
        core.edit(manifest, version=None, changes={"state": ManifestState.CHECKED})
    return f"{len(ready):,} of {len(rows):,} lines can be imported. Look them over, then confirm."


def _check_some(manifest: Manifest, rows: list[ManifestRow]) -> None:
    for row in rows:
        cells = reading.cells_of(manifest.mapping, manifest.headers, row.cells)
        reading.check(row, cells)
    repeated = imported_before(manifest, rows)
    for row in rows:
        if row.state == RowState.READY and row.digest in repeated:
            row.state = RowState.REPEATED
    save_rows(rows, CHECKED)


def imported_before(manifest: Manifest, rows: Iterable[ManifestRow]) -> set[str]:
    """The digests of those rows that other files have brought into the case."""
    others = ManifestRow.objects.filter(manifest__case=manifest.case_id, victim__isnull=False)
    others = others.exclude(manifest=manifest).filter(digest__in={row.digest for row in rows})
    return set(others.values_list("digest", flat=True))


def save_rows(rows: list[ManifestRow], fields: list[str]) -> None:
    """Rows that are there, in one statement: an UPDATE of many is ten times slower."""
    ManifestRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=[*fields, "updated_at"]
    )


def _find_duplicates(manifest: Manifest, rows: list[ManifestRow], progress: core.Progress) -> None:
    def report(message: str) -> Callable[[int, int], None]:
        return lambda done, of: progress.step(done, of=of, message=message)

    common = set(Identifier.objects.filter(is_common=True).values_list("kind", "value"))
    facts = [facts_told(**row.facts, common=common) for row in rows]
    found: Iterator[ManifestDuplicate] = chain(
        reading.in_file(rows, facts, report("Looking for people who are in the list twice")),
        reading.in_base(
            rows, facts, progress.job.started_by, report("Looking for people who are known")
        ),
    )
    fresh = list(found)
    with transaction.atomic():
        ManifestDuplicate.objects.filter(row__manifest=manifest).delete()
        ManifestDuplicate.objects.bulk_create(fresh, batch_size=2_000)


# Choosing and forgetting -------------------------------------------------------------------------


@transaction.atomic
def choose_rows(manifest: Manifest, refs: Iterable[str], *, leave_out: bool) -> int:
    """Leave rows out, or take them in again. Returns how many changed their state."""
    current = core.lock(manifest)
    if current.state != ManifestState.CHECKED:
        raise ValidationError("The list is being checked or imported; nothing was chosen.")
    before, after = RowState.READY, RowState.LEFT_OUT
    if not leave_out:
        before, after = after, before
    number = manifest.rows.filter(ref__in=list(refs), state=before).update(state=after)
    if number:
        current.version += 1  # Whoever saw another choice does not confirm this one.
        current.save()
    return number


@transaction.atomic
def discard_manifest(manifest: Manifest) -> None:
    """Delete a list of which nothing was imported, with all its rows."""
    current = core.lock(manifest)
    if not current.may_be_mapped:
        raise ValidationError("The list is being checked or was imported; undo it instead.")
    current.delete()


def forget_manifests() -> int:
    """Delete the lists that nobody confirmed in a week, and of the others what was not imported.

    Returns how many lists went.
    """
    old = Manifest.objects.filter(updated_at__lt=timezone.now() - KEPT)
    kept = old.filter(state__in=[*IN_CASE, ManifestState.UNDONE])
    forget_cells(ManifestRow.objects.filter(manifest__in=kept))
    gone = old.exclude(pk__in=kept.values("pk"))
    number = gone.count()
    gone.delete()
    return number


def forget_cells(rows: QuerySet[ManifestRow]) -> None:
    """What the rows say; that they were there, and what became of them, stays."""
    ManifestDuplicate.objects.filter(row__in=rows).delete()
    rows.exclude(cells=[]).update(cells=[], facts={}, errors={})
