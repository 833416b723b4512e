"""Referring a case to another agency, or handing it over: sent by one, accepted by the other."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Agency, User
from cases.models import (
    Assignment,
    Case,
    Level,
    Referral,
    ReferralKind,
    ReferralStatus,
    SharedPart,
)
from cases.services.members import assign, end_member
from core import services as core

SEALED = "The case is sealed: nobody outside may know of it. Unseal it first."


@transaction.atomic
def send_referral(
    case: Case, *, by: User, kind: str = ReferralKind.REFERRAL, **facts: Any
) -> Referral:
    """Ask another agency to help, or with `kind` transfer to lead the case from now on."""
    current = core.lock(case)
    if current.is_sealed:
        raise ValidationError(SEALED)
    if kind == ReferralKind.TRANSFER and current.lead_agency_id != by.agency_id:
        raise ValidationError("Only the agency that leads a case hands it over.")
    if kind == ReferralKind.TRANSFER and not facts.get("keep_until"):
        raise ValidationError({"keep_until": "Say until when your own agency still reads it."})
    if not facts.get("parts") and kind == ReferralKind.REFERRAL:
        raise ValidationError({"parts": "Choose what of the case they are to read it for."})
    _need_days_to_come(facts)
    return core.create(Referral(case=case, kind=kind, from_agency=by.agency, sent_by=by, **facts))


def _need_days_to_come(facts: dict[str, Any]) -> None:
    past = {
        day: "That day is over: write one to come."
        for day in ("due_on", "keep_until")
        if facts.get(day) and facts[day] < timezone.localdate()
    }
    if past:
        raise ValidationError(past)


@transaction.atomic
def answer_referral(referral: Referral, status: str, *, by: User, note: str = "") -> Referral:
    """Accept it, which opens the case or moves it, or reject it and say why."""
    case, current = core.lock(referral.case), core.lock(referral)
    if current.status != ReferralStatus.SENT:
        raise ValidationError(f"It is {current.status.label.lower()} already; reload the page.")
    if case.is_sealed:
        raise ValidationError("It is no longer there to be answered.")
    if status == ReferralStatus.REJECTED and not note:
        raise ValidationError("Say why you reject it, so that they can ask somebody else.")
    answered = {"answered_by": by, "answered_at": timezone.now(), "answer": note}
    with core.signed(by, note):
        if status == ReferralStatus.ACCEPTED and current.is_transfer:
            _hand_over(case, current, by)
            status = ReferralStatus.DONE
        elif status == ReferralStatus.ACCEPTED:
            answered["member"] = _open_to(case, current)
        return _move(current, status, **answered)


@transaction.atomic
def revoke_referral(referral: Referral, *, by: User, note: str = "") -> Referral:
    """The sender takes it back; where it was accepted, the other agency reads no more."""
    with core.signed(by, note):
        return _end(core.lock(referral), ReferralStatus.REVOKED, by)


@transaction.atomic
def finish_referral(referral: Referral, *, by: User, handover: str) -> Referral:
    """The other agency has done what it was asked for, says what, and reads no more."""
    with core.signed(by):
        return _end(core.lock(referral), ReferralStatus.DONE, by, handover=handover)


def _end(referral: Referral, status: ReferralStatus, by: User, **facts: Any) -> Referral:
    if status == ReferralStatus.DONE and referral.status != ReferralStatus.ACCEPTED:
        raise ValidationError("Only what was accepted can be done.")
    ended = _move(referral, status, **facts)
    if ended.member and not ended.member.has_ended:
        if others := _accepted(ended.member):
            core.edit(ended.member, version=None, changes={"scope": _scope(others)})
        else:
            end_member(ended.member, by=by)
    return ended


def _move(referral: Referral, status: str, **facts: Any) -> Referral:
    target = ReferralStatus(status)
    if not referral.may_become(target):
        raise ValidationError(
            f"What is {referral.status.label.lower()} does not become {target.label.lower()}."
        )
    return core.edit(referral, version=None, changes={"status": target, **facts})


def _open_to(case: Case, referral: Referral) -> Assignment | None:
    """The receiving agency reads what is shared; one that reads the whole case needs no entry."""
    if entry := _entry_of(case, referral.to_agency):
        others = _accepted(entry)
        more = {"scope": _scope([*others, referral])}
        return core.edit(entry, version=None, changes=more) if others else None
    return assign(
        case,
        agency=referral.to_agency,
        level=Level.READ,
        purpose=f"Referral {referral.ref}: {referral.get_reason_display()}",
        scope=_scope([referral]),
        since=timezone.localdate(),
    )


def _accepted(member: Assignment) -> list[Referral]:
    """The referrals that an entry stands for."""
    return list(Referral.objects.filter(member=member, status=ReferralStatus.ACCEPTED))


def _scope(referrals: list[Referral]) -> str:
    """What they share together, in words."""
    shared = {part for referral in referrals for part in referral.parts}
    return ", ".join(part.label for part in SharedPart if part in shared)


def _hand_over(case: Case, transfer: Referral, by: User) -> None:
    """The new agency leads and writes; the old one reads until the day that was agreed on."""
    today = timezone.localdate()
    _become(case, transfer.to_agency, Level.WRITE, "Leads the case", by)
    core.edit(case, version=None, changes={"lead_agency": transfer.to_agency})
    _become(case, transfer.from_agency, Level.READ, "Led the case before", by, transfer.keep_until)
    # Those of the old agency who are named in person would else write on.
    last = transfer.keep_until or today
    for member in Assignment.objects.live().filter(case=case, user__agency=transfer.from_agency):
        until = min(member.until or last, last)
        core.edit(member, version=None, changes={"level": Level.READ, "until": until})


def _become(
    case: Case, agency: Agency, level: str, purpose: str, by: User, until: date | None = None
) -> None:
    if entry := _entry_of(case, agency):
        end_member(entry, by=by)
    if until is None or until > timezone.localdate():
        facts = {"level": level, "purpose": purpose, "until": until}
        assign(case, agency=agency, since=timezone.localdate(), **facts)


def _entry_of(case: Case, agency: Agency) -> Assignment | None:
    return Assignment.objects.live().filter(case=case, agency=agency).first()
