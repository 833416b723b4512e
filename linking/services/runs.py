"""Comparing every record anew: a run beside the matches, which takes over when somebody says so."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum

from accounts.models import User
from core import services as core
from core.models import Job, JobStatus
from linking.current import current, records
from linking.model import Model
from linking.models import Chunk, Compared, Run, RunPair, RunState
from linking.services.keys import write_keys
from people.models import Person
from people.names import tables
from people.services import awaits_relink

#: So many records make one part of a run: what one process compares in one transaction.
PART = 100_000
#: A part is shared by at least so many processes where there are more records than this.
SMALL = 5_000


def start_relink(*, by: User) -> Job:
    """Compare every record anew, as a job with progress."""
    return core.start_job("relink", "Compare all records again", by=by)


def relink(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Stopped or broken off it goes on where it was when started again."""
    run = _open_run(progress.job)
    if not run.chunks.exists():
        _write_keys(progress)
        _divide(run)
    for helper in range(run.chunks.filter(is_done=False).count() - 1):
        core.nudge("linking.tasks.help_with_run", str(run.pk), str(helper))
    while not work_on(run, progress):
        time.sleep(0.5)  # Another worker is at the last part.
    return ready(run)


def _open_run(job: Job) -> Run:
    """The run that was begun and not finished, where it still means the same; else a new one."""
    run = Run.objects.filter(state=RunState.COMPARING, model_name=current().version).first()
    if run is None:
        drop_unfinished()
        run = Run.objects.create(job=job, model_name=current().version)
    elif run.job_id != job.pk:
        run.job = job
        run.save(update_fields=["job"])
    return run


def drop_unfinished() -> None:
    """Of runs that did not take over only the last is of use."""
    left = Run.objects.exclude(state=RunState.TAKEN)
    RunPair.objects.filter(run__in=left).delete()
    left.update(state=RunState.DROPPED)


def _write_keys(progress: core.Progress) -> None:
    """Of records that have none; of all, where names are read otherwise since the last run."""
    chosen = Person.objects.all() if awaits_relink() else Person.objects.filter(compared=None)
    people = list(chosen.order_by("pk").values_list("pk", flat=True))
    for number, person in enumerate(people, start=1):
        with transaction.atomic():
            write_keys(person)
        progress.step(number, of=len(people), message="Writing keys")


def _divide(run: Run) -> None:
    number = Compared.objects.count()
    parts = max(1 if number < SMALL else 2, -(-number // PART))
    run.records = records(current())
    run.save(update_fields=["records"])
    Chunk.objects.bulk_create(Chunk(run=run, number=part) for part in range(parts))


# Parts ------------------------------------------------------------------------------------------


def work_on(run: Run, progress: core.Progress | None = None) -> bool:
    """Do parts of a run until nobody has one to give. Returns whether all of them are done.

    Any number of workers may be at it; each part is the work of one, in one transaction.
    """
    from linking.batch import exporting  # Only the worker has Splink and DuckDB.

    while run.chunks.filter(is_done=False).exists():
        with _a_part(run) as part:
            if part is None:
                return False
            _report(progress, run, "Reading the base")
            exporting.export(_folder(run))
            _report(progress, run, "Comparing")
            part.pairs = _write_pairs(run, part, current())
        _report(progress, run, "Comparing")
    return True


@contextmanager
def _a_part(run: Run) -> Iterator[Chunk | None]:
    """A part that nobody is at. Whoever dies at it lets it go."""
    with transaction.atomic():
        free = run.chunks.filter(is_done=False).select_for_update(skip_locked=True)
        part = free.first()
        yield part
        if part:
            part.is_done = True
            part.save(update_fields=["is_done", "pairs"])


def _write_pairs(run: Run, part: Chunk, model: Model) -> int:
    from linking.batch import comparing

    proposed = comparing.compare_part(
        _folder(run),
        model,
        records=run.records,
        part=part.number,
        of=run.chunks.count(),
        floor=model.possible,
    )
    written = 0
    columns = "COPY linking_runpair (run_id, left_id, right_id, weight, levels) FROM STDIN"
    # Held: reading names asks the base for its spellings, which it cannot answer while it copies.
    with tables.held(), connection.cursor() as cursor, cursor.copy(columns) as copy:
        for pair in proposed:
            copy.write_row((run.pk, pair.left, pair.right, pair.weight, pair.levels_json))
            written += 1
    return written


def _report(progress: core.Progress | None, run: Run, message: str) -> None:
    if progress:
        done = run.chunks.filter(is_done=True).count()
        progress.step(done, of=run.chunks.count(), message=message)


def _folder(run: Run) -> Path:
    return Path(settings.SCRATCH_ROOT) / f"run-{run.ref}"


# What it found ----------------------------------------------------------------------------------

#: Against the matches that nobody judged: a run never says anything of the others.
BOTH = """
    WITH open AS (
        SELECT left_id, right_id, weight FROM linking_match
        WHERE answer = '' AND pending_id IS NULL
    ), found AS (
        SELECT left_id, right_id, weight FROM linking_runpair AS pair WHERE run_id = %s
        AND NOT EXISTS (
            SELECT 1 FROM linking_match AS judged
            WHERE (judged.answer <> '' OR judged.pending_id IS NOT NULL)
            AND judged.left_id = pair.left_id AND judged.right_id = pair.right_id
        )
    ), compared AS (
        SELECT left_id, right_id, open.weight AS before, found.weight AS after
        FROM open FULL JOIN found USING (left_id, right_id)
    )
"""
COUNTS = (
    BOTH
    + """ SELECT
    count(*) FILTER (WHERE before IS NULL),
    count(*) FILTER (WHERE after IS NULL),
    count(*) FILTER (WHERE abs(before - after) >= 0.05),
    count(*) FILTER (WHERE abs(before - after) < 0.05)
    FROM compared"""
)
WEIGHTIEST = "\n".join([BOTH, """SELECT left_id, right_id, before, after FROM compared
    WHERE before IS NULL OR after IS NULL OR abs(before - after) >= 0.05
    ORDER BY greatest(before, after) DESC LIMIT %s"""])  # fmt: skip
LOOKED_AT = 2_000


def differences(run: Run) -> list[tuple[UUID, UUID, float | None, float | None]]:
    """The weightiest: left, right, weight before and after; None where there was or is no match."""
    with connection.cursor() as cursor:
        cursor.execute(WEIGHTIEST, [run.pk, LOOKED_AT])
        return cursor.fetchall()


def ready(run: Run) -> str:
    """All its parts are done: count what it would change. Returns that in words."""
    shutil.rmtree(_folder(run), ignore_errors=True)
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [run.pk])
        run.new, run.gone, run.moved, run.same = cursor.fetchone()
    run.state = RunState.READY
    run.save(update_fields=["state", "new", "gone", "moved", "same", "updated_at"])
    pairs = run.chunks.aggregate(sum=Sum("pairs"))["sum"]
    return (
        f"{pairs:,} pairs are proposed: {run.new:,} new, {run.gone:,} gone, {run.moved:,} weigh "
        f"otherwise, {run.same:,} as before. Nothing has changed yet: look, then let it take over."
    )


def help_with_run(run_id: UUID) -> bool:
    """What a further worker does. Safe at any time, also when the run is over."""
    run = Run.objects.filter(pk=run_id, state=RunState.COMPARING).first()
    busy = run and run.job and run.job.status == JobStatus.RUNNING
    return work_on(run) if run and busy else False
