"""Closing a case takes two: who asks, and a supervisor who approves. So does nothing else."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.models import Case, CaseStatus, Closure, ClosureState, Stage
from core import services as core


@transaction.atomic
def request_closure(case: Case, *, reason: str, account: str, by: User) -> Closure:
    """Ask a supervisor to close the case. Raises ValidationError when that is asked already."""
    if core.lock(case).is_closed:
        raise ValidationError("The case is closed already.")
    return core.create(Closure(case=case, reason=reason, account=account, requested_by=by))


@transaction.atomic
def decide_closure(closure: Closure, state: str, *, by: User, answer: str = "") -> Closure:
    """Approve the request, which closes the case, or send it back, saying what is missing."""
    case, current, target = core.lock(closure.case), core.lock(closure), ClosureState(state)
    if current.state != ClosureState.OPEN:
        raise ValidationError("Somebody has decided on this request already; reload the page.")
    if current.requested_by_id == by.pk:
        raise ValidationError("You asked for it yourself: another supervisor has to approve it.")
    if target == ClosureState.SENT_BACK and not answer:
        raise ValidationError("Say what is missing before the case can be closed.")
    answered = {"state": target, "decided_by": by, "decided_at": timezone.now(), "answer": answer}
    with core.signed(by, answer):
        if target == ClosureState.APPROVED:
            answered["stage_before"] = case.stage
            closed = {"stage": Stage.CLOSED, "status": current.becomes}
            core.edit(case, version=None, changes=closed)
        return core.edit(current, version=None, changes=answered)


@transaction.atomic
def reopen_case(case: Case, *, by: User, reason: str) -> Case:
    """Back to the stage at which it was closed, active again."""
    current = core.lock(case)
    if not current.is_closed:
        raise ValidationError("The case is not closed.")
    last = Closure.objects.filter(case=case, state=ClosureState.APPROVED).first()
    stage = last.stage_before if last else Stage.INTAKE
    with core.signed(by, reason):
        if last:
            now = {"reopened_by": by, "reopened_at": timezone.now(), "reopened_because": reason}
            core.edit(last, version=None, changes=now)
        return core.edit(
            current, version=None, changes={"stage": stage, "status": CaseStatus.ACTIVE}
        )
