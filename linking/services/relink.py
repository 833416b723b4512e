"""Comparing every record anew."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from core import services as core
from core.models import Job
from linking.services.keys import write_keys
from linking.services.matching import link
from people.models import Person


def start_relink(*, by: User) -> Job:
    """Compare every record anew, as a job with progress."""
    return core.start_job("relink", "Compare all records again", by=by)


def relink(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Stopping it loses nothing: each person is a transaction of its own."""
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    for number, person in enumerate(people, start=1):
        with transaction.atomic():
            write_keys(person)
        _report(progress, number, of=2 * len(people), message="Writing keys")
    for number, person in enumerate(people, start=len(people) + 1):
        link(person)
        _report(progress, number, of=2 * len(people), message="Comparing")
    return f"{len(people)} records were compared."


def _report(progress: core.Progress, number: int, *, of: int, message: str) -> None:
    if number % 20 == 0 or number == of:
        progress.step(number, of=of, message=message)
