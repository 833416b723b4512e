"""Who has an item of evidence: handing it over, changing its status, checking its files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases import store
from cases.custody import CheckResult, EventKind, EvidenceStatus
from cases.models import (
    Case,
    CaseTask,
    CustodyEvent,
    EvidenceFile,
    EvidenceItem,
    FileCheck,
    StoredFile,
)
from cases.services.evidence import origin_of
from cases.services.task import set_task_status
from core import services as core
from core.models import Job
from core.services import Progress

GONE = "The item was returned or destroyed; nobody can hand it over any more."
NO_FILES = "There is no file to check."


@transaction.atomic
def hand_over(item: EvidenceItem, *, by: User, **facts: Any) -> CustodyEvent:
    """A further line of the chain: the item goes from who has it to somebody else.

    Raises ValidationError when the item is gone, when the line comes before the last one, and when
    the seal is not the one that was put on last and nobody says why.
    """
    current = core.lock(item)
    if current.is_gone:
        raise ValidationError(GONE)
    event = CustodyEvent(
        item=current,
        kind=EventKind.HANDED_OVER,
        given_by=current.held_by,
        recorded_by=by,
        **facts,
    )
    _check_time(event)
    _check_seal(event, current.seal)
    return _record(event, held_by=event.to, seal=event.seal_after or event.seal_before)


@transaction.atomic
def change_status(
    item: EvidenceItem, status: str, *, by: User, reason: str, to: str = ""
) -> CustodyEvent:
    """Move the item to `status`, which its present one must allow; `to` is who has it then.

    A passport that goes back to its holder closes the task that asked for it.
    """
    current, target = core.lock(item), EvidenceStatus(status)
    if not current.may_become(target):
        raise ValidationError(
            f"What is {EvidenceStatus(current.status).label.lower()} cannot become "
            f"{target.label.lower()}. Reload the page: somebody may have changed it."
        )
    if target == EvidenceStatus.RETURNED and not to:
        raise ValidationError({"to": "Say to whom it was returned."})
    event = CustodyEvent(
        item=current,
        kind=EventKind.STATUS,
        given_by=current.held_by,
        to=to or current.held_by,
        purpose=f"{target.label}: {reason}"[:200],
        seal_before=current.seal,
        recorded_by=by,
    )
    _record(event, held_by=event.to, status=target)
    if target == EvidenceStatus.RETURNED:
        _close_task(current, by)
    return event


def _record(event: CustodyEvent, **changes: Any) -> CustodyEvent:
    core.create(event)
    with pghistory.context(user=str(event.recorded_by.pk), note=event.purpose):
        core.edit(event.item, version=None, changes=changes)
    return event


def _check_time(event: CustodyEvent) -> None:
    last = CustodyEvent.objects.filter(item=event.item).exclude(kind=EventKind.CHECK).last()
    if event.at > timezone.now() + timedelta(minutes=5):
        raise ValidationError({"at": "This lies in the future; write when it was handed over."})
    # To the minute, which is what people write.
    if last and event.at < last.at.replace(second=0, microsecond=0):
        when = timezone.localtime(last.at)
        raise ValidationError(
            {
                "at": f"The chain already goes to {when:%-d %b %Y, %H:%M}; a line cannot come "
                "before the last one."
            }
        )


def _check_seal(event: CustodyEvent, last: str) -> None:
    if event.seal_before == last or event.seal_reason:
        return
    expected = f"the seal {last}" if last else "no seal"
    raise ValidationError(
        {
            "seal_reason": f"The last line of the chain left {expected} on it. Look again, or say "
            "why it was another."
        }
    )


def _close_task(item: EvidenceItem, by: User) -> None:
    tasks = CaseTask.objects.open().filter(case=item.case, origin=origin_of(item))
    for task in tasks:
        set_task_status(task, "done", by=by, note="The item was returned.")


# Checking files ----------------------------------------------------------------------------------

CHECK_FILES = "check_files"
#: What else of a case in the store a user may read: (reference of the case, user) → files.
#: Filled by the apps above, whose files have no custody of their own.
files_beside: list[Callable[[str, User], Iterable[StoredFile]]] = []


def start_check(case: Case, *, by: User, item: EvidenceItem | None = None) -> Job:
    """Read every file of the item, or all that the case has in the store, again: as a job."""
    return core.start_job(
        CHECK_FILES,
        f"Check the files of {item or case.ref}"[:120],
        by=by,
        case=case.ref,
        item=item.ref if item else "",
    )


def check_files(progress: Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Each item gets a line of custody of its own with what was found."""
    user = progress.job.started_by
    items = EvidenceItem.objects.visible_to(user).filter(case__ref=arguments["case"])
    if arguments["item"]:
        items = items.filter(ref=arguments["item"])
    of_items = EvidenceFile.objects.filter(item__in=items).select_related("item")
    files: list[StoredFile] = list(of_items.order_by("item", "pk"))
    if not arguments["item"]:
        files += [file for beside in files_beside for file in beside(arguments["case"], user)]
    results = []
    for number, file in enumerate(files, start=1):
        results.append((file, store.check(file.sha256)))
        progress.step(number, of=len(files), message=f"Read {file}.")
    found: dict[EvidenceItem, list[tuple[EvidenceFile, CheckResult]]] = defaultdict(list)
    for file, result in results:
        if isinstance(file, EvidenceFile):
            found[file.item].append((file, result))
    for item, of_item in found.items():
        record_check(item, of_item, by=user)
    return _told(results)


@transaction.atomic
def record_check(
    item: EvidenceItem, results: Sequence[tuple[EvidenceFile, CheckResult]], *, by: User
) -> CustodyEvent:
    """The line of custody that a check leaves; the item stays with who has it."""
    current = core.lock(item)
    event = core.create(
        CustodyEvent(
            item=current,
            kind=EventKind.CHECK,
            given_by=current.held_by,
            to=current.held_by,
            purpose=_told(results)[:200],
            seal_before=current.seal,
            recorded_by=by,
        )
    )
    for file, result in results:
        core.create(FileCheck(event=event, file=file, result=result))
    return event


def _told(results: Sequence[tuple[StoredFile, CheckResult]]) -> str:
    """“3 files: 1 matches, 1 missing (photo.jpg), 1 altered (list.txt)”."""
    if not results:
        return NO_FILES
    counts = Counter(result for _, result in results)
    parts = []
    for result in CheckResult:
        names = ", ".join(file.name for file, found in results if found == result)
        named = f" ({names})" if result != CheckResult.MATCHES else ""
        if counts[result]:
            parts.append(f"{counts[result]} {result.label.lower()}{named}")
    total = len(results)
    return f"{total} {'file' if total == 1 else 'files'}: {', '.join(parts)}."
