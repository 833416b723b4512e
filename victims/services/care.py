"""What hangs off a victim: contacts, needs, assessments, stays, plans and consents."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import services as core
from victims.age import Majority, majority
from victims.models import (
    Consent,
    ConsentAnswer,
    ConsentScope,
    ConsentState,
    GivenBy,
    Part,
    Placement,
    SupportItem,
    SupportPlan,
    Victim,
    standing,
)

P = TypeVar("P", bound=Part)
R = TypeVar("R", bound=Part | SupportItem)


@transaction.atomic
def record(model: type[P], victim: Victim, /, **facts: Any) -> P:
    """A contact, need, assessment or support plan of the victim."""
    return core.create(model(victim=victim, **facts))


@transaction.atomic
def change(part: R, *, version: int | None, **changes: Any) -> R:
    return core.edit(part, version=version, changes=changes)


@transaction.atomic
def place(victim: Victim, *, since: date, **facts: Any) -> Placement:
    """A stay from a day on; the one that is still open ends on that day."""
    core.lock(victim)
    for stay in Placement.objects.filter(victim=victim, until__isnull=True, since__lte=since):
        core.edit(stay, version=None, changes={"until": since})
    return core.create(Placement(victim=victim, since=since, **facts))


@transaction.atomic
def plan_item(plan: SupportPlan, **facts: Any) -> SupportItem:
    return core.create(SupportItem(plan=plan, **facts))


# Consent ------------------------------------------------------------------------------------------


@transaction.atomic
def take_consent(victim: Victim, *, by: User, **facts: Any) -> Consent:
    """Add what was answered to a request for consent; what was answered before stays."""
    core.lock(victim)
    consent = Consent(victim=victim, recorded_by=by, **facts)
    consent.clean_fields()
    _check_consent(consent)
    return core.create(consent)


def _check_consent(consent: Consent) -> None:
    if consent.given_on > timezone.localdate():
        raise ValidationError({"given_on": "The day lies in the future."})
    if consent.answer == ConsentAnswer.WITHDRAWN:
        _check_withdrawal(consent)
    is_child = majority(consent.victim.age_on(consent.given_on)) == Majority.CHILD
    own = consent.given_by == GivenBy.SELF
    if is_child and own and consent.answer == ConsentAnswer.GIVEN:
        raise ValidationError(
            {"given_by": "For a child the guardian or a legal representative consents."}
        )


def _check_withdrawal(consent: Consent) -> None:
    told = Consent.objects.filter(victim=consent.victim, given_on__lte=consent.given_on)
    states = {row.scope: row.state for row in standing(told, consent.given_on)}
    if states[ConsentScope(consent.scope)] not in (ConsentState.GIVEN, ConsentState.EXPIRED):
        raise ValidationError(
            {"answer": "On that day there was no consent to withdraw. Was it refused?"}
        )
