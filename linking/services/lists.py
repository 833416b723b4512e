"""Checking an uploaded list, as a job."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import services as core
from linking import lists
from linking.current import current
from linking.models import ListCheck
from people.models import Person

#: Somebody's personal data, that nobody decided to keep, goes after a day.
KEPT = timedelta(days=1)


@transaction.atomic
def start_check(*, name: str, content: str, in_base: bool, by: User) -> ListCheck:
    """Have a list checked that `lists.read` understands."""
    check = ListCheck.objects.create(owner=by, name=name[:200], content=content, in_base=in_base)
    check.job = core.start_job("check_list", f"Check {name}"[:120], by=by, check=check.ref)
    check.save(update_fields=["job"])
    return check


def check_list(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Nothing but its own row is written; the list itself goes at the end."""
    check = ListCheck.objects.select_related("owner").filter(ref=arguments["check"]).first()
    if check is None:
        return "The list was deleted before it was checked."
    reading = lists.read(check.content.splitlines(keepends=True))
    model, rows = current(), reading.rows

    def report(message: str) -> Any:
        return lambda done, of: progress.step(done, of=of, message=message)

    found = lists.within(
        [row.facts for row in rows], model, floor=model.possible, progress=report("In the list")
    )
    in_base = lists.against_base(
        rows, Person.objects.visible_to(check.owner), floor=model.possible,
        progress=report("In the base"),
    ) if check.in_base else ()  # fmt: skip
    check.pairs = list(lists.lines(rows, found, in_base, model))
    check.rows, check.content = len(rows), ""
    check.remarks = "\n".join(reading.remarks())
    check.save(update_fields=["pairs", "rows", "content", "remarks", "updated_at"])
    return f"{check.rows:,} rows were compared; {len(check.pairs):,} pairs may be one person."


def forget_lists() -> int:
    """Delete what is older than a day. Returns how many lists went."""
    old = ListCheck.objects.filter(created_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
