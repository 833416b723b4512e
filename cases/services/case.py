"""Opening and editing cases, and what hangs off them. Every act is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Length

from accounts.models import User
from cases.models import (
    Assignment,
    Case,
    Level,
    Note,
    Place,
)
from cases.services.handling import refuse_acts
from core import services as core

#: Called in the transaction of a write of something that other cases may have too, with the id of
#: the case. Filled by higher apps in `apps.ready`.
when_shared: list[Callable[[UUID], None]] = []


@transaction.atomic
def open_case(*, by: User, **facts: Any) -> Case:
    """Open a case, led by the user's agency unless `lead_agency` says otherwise.

    The agency and the opener are assigned to it at once, so that neither loses sight of it.
    """
    facts.setdefault("lead_agency", by.agency)
    case = Case(ref=next_ref(facts["opened_on"], str(facts["country"])), **facts)
    case.full_clean()
    case.save()
    for member in ({"agency": case.lead_agency}, {"user": by}):
        Assignment.objects.create(case=case, level=Level.WRITE, purpose="Opened the case", **member)
    return case


@transaction.atomic
def edit_case(case: Case, *, version: int | None, **changes: Any) -> Case:
    """Raises StaleRecord when somebody saved the case since `version`.

    Stage, closing and sealing are acts of their own: see `handling` and `closure`.
    """
    current = core.lock(case, version)
    refuse_acts(current, changes)
    return core.edit(current, version=None, changes=changes)


def next_ref(opened_on: date, country: str) -> str:
    """The next free `TIP-<year>-<country>-<number>`; call it in the transaction that uses it."""
    prefix = f"TIP-{opened_on.year}-{country}-"
    with connection.cursor() as cursor:
        # Two cases opened at once wait for each other here instead of colliding.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [prefix])
    taken = Case.objects.filter(ref__startswith=prefix).values_list("ref", flat=True)
    # The longest first: as text, 9999 would come after 10000.
    last = taken.order_by(Length("ref").desc(), "-ref").first()
    number = int(last.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{number:04}"


def add_note(case: Case, *, text: str, by: User) -> Note:
    return core.create(Note(case=case, text=text, author=by))


@transaction.atomic
def record_place(case: Case, **facts: Any) -> Place:
    place = core.create(Place(case=case, **facts))
    for act in when_shared:  # Other cases may know the same house.
        act(case.pk)
    return place
