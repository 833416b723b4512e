"""Writing any record: optimistic locking, and jobs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import pghistory
from celery import current_app
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from accounts.models import User
from core.models import Job, JobStatus, Record

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=Record)
log = logging.getLogger(__name__)


class StaleRecord(Exception):
    """Somebody saved the record since it was read. `current` is the row as it is now."""

    def __init__(self, current: Record) -> None:
        super().__init__(f"{current} was changed by somebody else; nothing was saved.")
        self.current = current


def lock(record: R, version: int | None = None) -> R:
    """The row, locked until the transaction ends. Raises StaleRecord when its version differs."""
    current = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if version is not None and current.version != version:
        raise StaleRecord(current)
    return current


#: What a new row makes itself, at random: to look whether another has it costs two queries a row.
MADE = ("id", "ref")


def create(record: M) -> M:
    """Write a new row, provided that it is valid; else raises ValidationError."""
    record.full_clean(exclude=MADE)
    record.save()
    return record


@transaction.atomic
def edit(record: R, *, version: int | None, changes: Mapping[str, Any]) -> R:
    """Apply `changes` to the row, provided that it still has `version`.

    Raises StaleRecord, or ValidationError when the result would not be a valid record. A change
    that changes nothing writes nothing.
    """
    current = lock(record, version)
    changed = {name: value for name, value in changes.items() if getattr(current, name) != value}
    if not changed:
        return current
    for name, value in changed.items():
        setattr(current, name, value)
    current.version += 1
    current.full_clean()
    current.save()
    return current


def signed(by: User, note: str = "") -> Any:
    """Every row written inside tells its history who did it, and the note."""
    return pghistory.context(user=str(by.pk), **({"note": note} if note else {}))


# Tasks --------------------------------------------------------------------------------------------


def nudge(task: str, *arguments: str) -> None:
    """Send a task after the transaction commits. A dead broker never fails the save.

    Whatever is nudged must also be marked in the database, so that a sweep finds it later.
    """
    transaction.on_commit(partial(_send, task, arguments))


def _send(task: str, arguments: tuple[str, ...]) -> None:
    try:
        current_app.send_task(task, arguments)
    except BrokerError as error:
        log.warning("%s was not sent, the sweep will do it: %s", task, error)


# Jobs ---------------------------------------------------------------------------------------------


class Cancelled(Exception):
    """Raised inside a job when its starter asked for it to stop."""


@dataclass(slots=True)
class Progress:
    """What a running job reports to: `progress.step(10, of=500)`."""

    job: Job

    def step(self, done: int, *, of: int, message: str = "") -> None:
        """Write the progress; raises Cancelled when the user asked the job to stop."""
        Job.objects.filter(pk=self.job.pk).update(done=done, total=of, message=message)
        if Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise Cancelled


Work = Callable[[Progress, dict[str, Any]], str]
#: Kind of job → the function that does it and returns a closing sentence. Filled in `apps.ready`.
WORK: dict[str, Work] = {}


#: Kind of job → where its starter goes on when it is over: a label and the name of a page.
NEXT: dict[str, tuple[str, str]] = {}


def start_job(kind: str, title: str, *, by: User, **arguments: Any) -> Job:
    """Queue work of a registered kind; its progress is at `/jobs/<ref>/`."""
    job = Job.objects.create(kind=kind, title=title, started_by=by, arguments=arguments)
    nudge("core.tasks.run_job", str(job.pk))
    return job


def waiting_jobs() -> list[Job]:
    """Jobs that should have begun by now."""
    overdue = timezone.now() - timedelta(seconds=30)
    return list(Job.objects.filter(status=JobStatus.WAITING, created_at__lt=overdue))


def cancel_job(job: Job) -> None:
    """Ask a job to stop; one that has not begun never will."""
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    Job.objects.filter(pk=job.pk, status=JobStatus.WAITING).update(
        status=JobStatus.CANCELLED, finished_at=timezone.now()
    )


def run_job(job: Job) -> Job:
    """Do the work of a job and record how it ended.

    A job that is over, or that another worker is doing, is left alone.
    """
    with _only_worker_of(job) as is_mine:
        return _do(job) if is_mine else job


@contextmanager
def _only_worker_of(job: Job) -> Iterator[bool]:
    """Whether nobody else is at this job. The lock goes with its worker, however that dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [job.ref])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [job.ref])


def _do(job: Job) -> Job:
    job.refresh_from_db()
    if job.is_finished:
        return job
    _finish(job, JobStatus.RUNNING)
    try:
        message = WORK[job.kind](Progress(job), job.arguments)
    except Cancelled:
        return _finish(job, JobStatus.CANCELLED, "Stopped on request; what was done is kept.")
    except OperationalError:
        raise  # The database went away: the task is tried again.
    except Exception:
        _finish(job, JobStatus.FAILED, "It failed; the operators' log says why. Try again.")
        raise
    return _finish(job, JobStatus.DONE, message)


def _finish(job: Job, status: JobStatus, message: str = "") -> Job:
    job.status, job.message = status, message
    job.finished_at = timezone.now() if job.is_finished else None
    job.save(update_fields=["status", "message", "finished_at", "updated_at"])
    return job
