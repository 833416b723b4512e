"""Values that many use who have nothing in common: they join nobody."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import services as core
from core.models import Job
from linking.services.keys import write_keys
from linking.services.matching import link
from people.models import Identifier, Person

#: Used in so many cases, a value is probably common.
SUSPECT = 5


@transaction.atomic
def mark_common(
    identifier: Identifier, *, is_common: bool, common_because: str, version: int | None, by: User
) -> Job | None:
    """Say whether a value joins people; whoever uses it is compared anew, in a job.

    Returns that job, or nothing where the answer stays as it was. Raises ValidationError without
    a reason, StaleRecord when somebody saved it since `version`.
    """
    reason = common_because.strip()
    if not reason:
        raise ValidationError({"common_because": "Say why, for whoever asks next year."})
    # No record of a case, but locked and versioned like one.
    current = core.lock(cast(Any, identifier), version)
    was_common = current.is_common
    core.edit(current, version=None, changes={"is_common": is_common, "common_because": reason})
    if is_common == was_common:
        return None
    title = f"Compare anew who uses {identifier}"[:120]
    return core.start_job("rekey", title, by=by, identifier=identifier.ref)


def rekey(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Safe to run twice: keys and open matches become what they must be."""
    users = Person.objects.filter(uses__identifier__ref=arguments["identifier"])
    people = list(users.order_by("pk").distinct().values_list("pk", flat=True))
    for number, person in enumerate(people, start=1):
        with transaction.atomic():
            write_keys(person)
        progress.step(number, of=2 * len(people), message="Writing keys")
    for number, person in enumerate(people, start=len(people) + 1):
        link(person)
        progress.step(number, of=2 * len(people), message="Comparing")
    return f"{len(people)} records were compared anew."
