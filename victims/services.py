"""Writing victims. The person and the role are one record to whoever edits it: one version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model

from cases.models import Case
from core import services as core
from linking import services as linking
from people import services as people
from people.models import Person
from people.services import Row
from victims.models import JourneyLeg, RecruitmentAccount, Victim

M = TypeVar("M", bound=Model)


@transaction.atomic
def register(
    case: Case,
    *,
    names: Iterable[Row],
    identifiers: Iterable[Row],
    accounts: Iterable[Row] = (),
    legs: Iterable[Row] = (),
    **facts: Any,
) -> Victim:
    """Log a person as a victim; `facts` are those of the person and of the victim together."""
    of_person, of_victim = people.split(facts)
    person = people.record_person(case, names=names, identifiers=identifiers, **of_person)
    victim = core.create(Victim(person=person, **of_victim))
    for account in accounts:
        take_account(victim, **account)
    for leg in legs:
        add_leg(victim, **leg)
    return victim


@transaction.atomic
def edit(
    victim: Victim,
    *,
    version: int | None,
    names: Iterable[Row] | None = None,
    identifiers: Iterable[Row] | None = None,
    **facts: Any,
) -> Victim:
    """Change the person and the role. Raises StaleRecord when either changed since `version`."""
    of_person, of_victim = people.split(facts)
    core.lock(victim.person)  # First, as every writer of a person does; else two could block.
    core.lock(victim, version)
    people.edit_person(
        victim.person, version=None, names=names, identifiers=identifiers, **of_person
    )
    return core.edit(victim, version=None, changes=of_victim)


def person_changed(person: Person) -> None:
    """Whoever has the victim's form open must learn that the person is not as they saw it."""
    Victim.objects.filter(person=person).update(version=F("version") + 1)


# The story ----------------------------------------------------------------------------------------


@transaction.atomic
def take_account(victim: Victim, **facts: Any) -> RecruitmentAccount:
    """Record how the victim says that they were recruited."""
    _check_recruiter(victim, facts.get("recruiter"))
    return core.create(RecruitmentAccount(victim=victim, **facts))


@transaction.atomic
def edit_account(
    account: RecruitmentAccount, *, version: int | None, **changes: Any
) -> RecruitmentAccount:
    _check_recruiter(account.victim, changes.get("recruiter"))
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
