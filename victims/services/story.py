"""A victim's own story: recruitment, journey, exploitation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core import services as core
from linking import services as linking
from people import services as people
from people.models import IdentifierKind, IdentifierUse, Person, UseRole
from people.services import Row
from victims.models import Exploitation, JourneyLeg, RecruitmentAccount, Victim

#: What a use that comes from the legs of a journey gives as its source.
JOURNEY = "Journey"


@transaction.atomic
def take_account(
    victim: Victim, *, contacts: Iterable[Row] | None = None, **facts: Any
) -> RecruitmentAccount:
    """Record how the victim says that they were recruited, and whom they were to call."""
    _check_recruiter(victim, facts.get("recruiter"))
    linking.mark_cases(victim.person.case_id)  # An offer in common joins cases.
    account = core.create(RecruitmentAccount(victim=victim, **facts))
    _write_contacts(victim, contacts)
    return account


@transaction.atomic
def edit_account(
    account: RecruitmentAccount,
    *,
    version: int | None,
    contacts: Iterable[Row] | None = None,
    **changes: Any,
) -> RecruitmentAccount:
    _check_recruiter(account.victim, changes.get("recruiter"))
    linking.mark_cases(account.victim.person.case_id)
    edited = core.edit(account, version=version, changes=changes)
    _write_contacts(account.victim, contacts)
    edited.refresh_from_db(fields=["version"])  # Written numbers raise it.
    return edited


def is_contact(use: IdentifierUse) -> bool:
    return use.role == UseRole.CONTACT


def _write_contacts(victim: Victim, contacts: Iterable[Row] | None) -> None:
    """The numbers of the offer are identifiers of the person, so that linking sees them."""
    if contacts is not None:
        rows = [{**row, "role": UseRole.CONTACT} for row in contacts]
        people.replace_uses(victim.person, rows, where=is_contact)


@transaction.atomic
def add_leg(victim: Victim, **facts: Any) -> JourneyLeg:
    """Add a leg to the victim's way; after the last one unless `position` says otherwise."""
    _check_dates(facts)
    facts.setdefault("position", victim.legs.count() + 1)
    leg = core.create(JourneyLeg(victim=victim, **facts))
    _leg_was_written(leg)
    return leg


@transaction.atomic
def edit_leg(leg: JourneyLeg, *, version: int | None, **changes: Any) -> JourneyLeg:
    _check_dates({"departed_on": leg.departed_on, "arrived_on": leg.arrived_on} | changes)
    edited = core.edit(leg, version=version, changes=changes)
    _leg_was_written(edited, had_booking=leg.pnr)
    return edited


def _leg_was_written(leg: JourneyLeg, *, had_booking: str = "") -> None:
    """A flight in common joins cases, and so does a booking: it is an identifier."""
    if leg.pnr or had_booking:
        legs = JourneyLeg.objects.filter(victim=leg.victim).exclude(pnr="")
        rows = [
            {
                "kind": IdentifierKind.PNR,
                "value": pnr,
                "role": UseRole.OTHER,
                "source": JOURNEY,
            }
            for pnr in legs.order_by("pnr").values_list("pnr", flat=True).distinct()
        ]
        people.replace_uses(leg.victim.person, rows, where=_is_of_the_journey)
    linking.refresh_keys(leg.victim.person)


def _is_of_the_journey(use: IdentifierUse) -> bool:
    return use.identifier.kind == IdentifierKind.PNR and use.source == JOURNEY


@transaction.atomic
def add_period(victim: Victim, **facts: Any) -> Exploitation:
    """Record a period in which the victim was held and made to work."""
    _check_period(victim, facts)
    linking.mark_cases(victim.person.case_id)
    period = core.create(Exploitation(victim=victim, **facts))
    linking.refresh_keys(victim.person)  # A compound in common joins cases and people.
    return period


@transaction.atomic
def edit_period(period: Exploitation, *, version: int | None, **changes: Any) -> Exploitation:
    _check_period(
        period.victim, {"began_on": period.began_on, "ended_on": period.ended_on} | changes
    )
    linking.mark_cases(period.victim.person.case_id)
    edited = core.edit(period, version=version, changes=changes)
    linking.refresh_keys(edited.victim.person)
    return edited


def _check_period(victim: Victim, facts: Row) -> None:
    site = facts.get("site")
    if site and site.case_id != victim.person.case_id:
        raise ValidationError({"site": "Choose a place of the same case."})
    began, ended = facts.get("began_on"), facts.get("ended_on")
    if began and ended and ended.latest < began.earliest:
        raise ValidationError({"ended_on": "The end cannot be before the beginning."})


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
