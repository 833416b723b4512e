"""Who works on a case: naming, changing, ending. What has ended is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from cases.models import Assignment, Case, Level
from core import services as core

STEWARD = (
    "The case is sealed: a supervisor with the right to write must stay named on it without an "
    "end, or nobody could unseal it."
)


@transaction.atomic
def assign(case: Case, **facts: Any) -> Assignment:
    """Put an agency or a user on a case; raises ValidationError when they are on it then."""
    core.lock(case)  # Two who name somebody at once wait for each other.
    member = Assignment(case=case, **facts)
    _check_time(member)
    return core.create(member)


@transaction.atomic
def edit_member(member: Assignment, *, version: int | None, **changes: Any) -> Assignment:
    """Raises StaleRecord when somebody saved the entry since `version`."""
    case = core.lock(member.case)
    edited = core.edit(member, version=version, changes=changes)
    _check_time(edited)
    if member.user and member.user.role == Role.SUPERVISOR:
        check_steward(case)
    return edited


@transaction.atomic
def end_member(member: Assignment, *, by: User, note: str = "") -> Assignment:
    """From today on they no longer open the case by this entry."""
    today = timezone.localdate()
    if member.has_ended:
        raise ValidationError("That has ended already.")
    since = min(member.since, today) if member.since else None
    with core.signed(by, note):
        return edit_member(member, version=None, until=today, since=since)


def name_in_person(case: Case, user: User, *, level: str, purpose: str) -> Assignment:
    """An entry in the user's own name, without an end, that allows at least `level`."""
    mine = Assignment.objects.filter(case=case, user=user)
    known = mine.live().filter(until__isnull=True).first()
    if known is None:
        for member in mine.beside(timezone.localdate(), None):
            end_member(member, by=user)
        return assign(case, user=user, level=level, purpose=purpose, since=timezone.localdate())
    if level == Level.WRITE and known.level != level:
        return core.edit(known, version=None, changes={"level": level})
    return known


def check_steward(case: Case) -> None:
    """Of a sealed case: raises ValidationError when no supervisor is left who could unseal it."""
    stewards = Assignment.objects.live().filter(
        case=case, user__role=Role.SUPERVISOR, user__is_active=True, level=Level.WRITE
    )
    if case.is_sealed and not stewards.filter(until__isnull=True).exists():
        raise ValidationError(STEWARD)


def _check_time(member: Assignment) -> None:
    others = Assignment.objects.filter(
        case=member.case_id, agency=member.agency_id, user=member.user_id
    ).exclude(pk=member.pk)
    if other := others.beside(member.since, member.until).first():
        raise ValidationError(
            f"{other.user or other.agency} is on the case at that time already"
            f"{_span(other.since, other.until)}: change that entry, or end it first."
        )


def _span(since: date | None, until: date | None) -> str:
    parts = [f"from {since:%-d %b %Y}"] if since else []
    parts += [f"until {until:%-d %b %Y}"] if until else []
    return f" ({' '.join(parts)})" if parts else ""
