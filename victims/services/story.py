"""A victim's own story: recruitment and journey."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core import services as core
from linking import services as linking
from people.models import Person
from people.services import Row
from victims.models import JourneyLeg, RecruitmentAccount, Victim


@transaction.atomic
def take_account(victim: Victim, **facts: Any) -> RecruitmentAccount:
    """Record how the victim says that they were recruited."""
    _check_recruiter(victim, facts.get("recruiter"))
    linking.mark_cases(victim.person.case_id)  # An offer in common joins cases.
    return core.create(RecruitmentAccount(victim=victim, **facts))


@transaction.atomic
def edit_account(
    account: RecruitmentAccount, *, version: int | None, **changes: Any
) -> RecruitmentAccount:
    _check_recruiter(account.victim, changes.get("recruiter"))
    linking.mark_cases(account.victim.person.case_id)
    return core.edit(account, version=version, changes=changes)


@transaction.atomic
def add_leg(victim: Victim, **facts: Any) -> JourneyLeg:
    """Add a leg to the victim's way; after the last one unless `position` says otherwise."""
    _check_dates(facts)
    facts.setdefault("position", victim.legs.count() + 1)
    leg = core.create(JourneyLeg(victim=victim, **facts))
    linking.refresh_keys(victim.person)  # A flight in common joins cases.
    return leg


@transaction.atomic
def edit_leg(leg: JourneyLeg, *, version: int | None, **changes: Any) -> JourneyLeg:
    _check_dates({"departed_on": leg.departed_on, "arrived_on": leg.arrived_on} | changes)
    edited = core.edit(leg, version=version, changes=changes)
    linking.refresh_keys(edited.victim.person)
    return edited


def _check_recruiter(victim: Victim, recruiter: Person | None) -> None:
    if recruiter is None:
        return
    if recruiter.case_id != victim.person.case_id:
        raise ValidationError({"recruiter": "Choose somebody of the same case."})
    if recruiter.pk == victim.person_id:
        raise ValidationError({"recruiter": "Nobody recruits themselves; choose another person."})


def _check_dates(facts: Row) -> None:
    departed, arrived = facts.get("departed_on"), facts.get("arrived_on")
    if departed and arrived and arrived.latest < departed.earliest:
        raise ValidationError({"arrived_on": "The arrival cannot be before the departure."})
