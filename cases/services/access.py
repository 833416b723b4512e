"""Access to a case that one cannot open: asking, granting, refusing."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.models import (
    AccessRequest,
    AccessState,
    Assignment,
    Case,
    Level,
)
from cases.services.members import assign
from core import services as core


def ask_for_access(case: Case, *, by: User, about: str, reason: str) -> AccessRequest:
    """Ask the lead agency of `case`; whoever asks twice about one record has one open request."""
    request, _ = AccessRequest.objects.get_or_create(
        by=by,
        about=about,
        agency=case.lead_agency,
        state=AccessState.OPEN,
        defaults={"case": case, "reason": reason},
    )
    return request


@transaction.atomic
def decide_access(request: AccessRequest, state: str, *, by: User, decision: str) -> AccessRequest:
    """Grant the request, which lets the asker read the case for that purpose, or refuse it.

    Raises ValidationError when somebody has decided on it already.
    """
    current = core.lock(request)
    if current.state != AccessState.OPEN:
        raise ValidationError("Somebody has decided on this request already; reload the page.")
    if state == AccessState.GRANTED:
        _let_read(current.case, current.by, purpose=decision)
    current.state, current.decision = state, decision
    current.decided_by, current.decided_at = by, timezone.now()
    current.version += 1
    with pghistory.context(note=decision):
        current.save()
    return current


def _let_read(case: Case, user: User, *, purpose: str) -> None:
    """Name the user on the case; an assignment in force, which may allow more, is left alone."""
    today = timezone.localdate()
    known = Assignment.objects.filter(case=case, user=user)
    if known.live().exists():
        return
    # One that is yet to begin keeps its time.
    later = known.beside(today, None).order_by("since").first()
    until = later.since if later else None
    assign(case, user=user, level=Level.READ, purpose=purpose, since=today, until=until)
