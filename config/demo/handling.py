"""What the units do with their cases: tasks, flags, referrals, one case closed and one sealed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from cases import services as cases
from cases.models import (
    Case,
    ClosureReason,
    FlagKind,
    LegalBasis,
    Level,
    Priority,
    ReferralReason,
    SharedPart,
)
from config.demo import accounts
from config.demo.accounts import Staff
from config.demo.casework import acting, person_of
from config.demo.links import AGENTS, LA_MOLINA, MYAWADDY, TAK

PHNOM_PENH = "TIP-2022-KH-0001"
WITNESS = "Protected witness"
#: Days from the day of loading; what lies behind it is overdue.
TASKS = [
    # case       title                                             owner           days  priority
    (LA_MOLINA, "Get the passports back from the prosecutor", "investigator", -3, Priority.HIGH),
    (LA_MOLINA, "Ask the bank for the statements of the shared account", "investigator", 9,
     Priority.NORMAL),
    (LA_MOLINA, "Translate the scripts found in the house", None, 14, Priority.LOW),
    (TAK, "Second interview with those who were screened at night", "supervisor", 2,
     Priority.HIGH),
    (MYAWADDY, "Ask the telephone company who registered the number", "investigator", -12,
     Priority.NORMAL),
]  # fmt: skip


def load(staff: Staff) -> None:
    _tasks(staff)
    _flags(staff)
    _close(staff)
    _refer(staff)
    _keep_the_witness(staff)


def _tasks(staff: Staff) -> None:
    for ref, title, owner, days, priority in TASKS:
        with acting(staff["supervisor"]):
            cases.add_task(
                _case(ref),
                title=title,
                by=staff["supervisor"],
                owner=staff[owner] if owner else None,
                due=timezone.localdate() + timedelta(days=days),
                priority=priority,
            )


def _flags(staff: Staff) -> None:
    la_molina, by = _case(LA_MOLINA), staff["investigator"]
    with acting(by):
        cases.raise_flag(
            la_molina,
            kind=FlagKind.MEDIA,
            reason="Reporters ask for names: refer every call to the press office",
            by=by,
        )
        cases.raise_flag(
            la_molina,
            kind=FlagKind.FAMILY,
            reason="A recruiter has called her mother twice since the raid",
            by=by,
            person=person_of(la_molina, "Nur Aisyah binti Kamaruddin"),
        )


def _close(staff: Staff) -> None:
    """All are home: asked for by one, approved by the other."""
    with acting(staff["investigator"]):
        asked = cases.request_closure(
            _case(PHNOM_PENH),
            reason=ClosureReason.HOME,
            account="All four are with their families. The agents were not found.",
            by=staff["investigator"],
        )
    cases.decide_closure(asked, "approved", by=staff["supervisor"], answer="Agreed")


def _refer(staff: Staff) -> None:
    """One waits for the second unit, one for the first."""
    second = staff.agencies[accounts.SECOND_UNIT]
    first = staff.agencies[accounts.ATIPSOM]
    week = timezone.localdate() + timedelta(days=7)
    with acting(staff["supervisor"]):
        cases.send_referral(
            _case(MYAWADDY),
            by=staff["supervisor"],
            to_agency=second,
            reason=ReferralReason.OTHER,
            details="Two of the suspects were last seen in your district. Please look for them.",
            parts=[SharedPart.SUSPECTS],
            basis=LegalBasis.OVERRIDE,
            basis_note="Suspects only; no victim's record is needed",
            due_on=week,
        )
    with acting(staff["second"]):
        cases.send_referral(
            _case(AGENTS),
            by=staff["second"],
            to_agency=first,
            reason=ReferralReason.SERVICES,
            details="Your analysts know the handle that the second agent uses. Please compare.",
            parts=[SharedPart.SUSPECTS, SharedPart.EVIDENCE],
            basis=LegalBasis.OVERRIDE,
            basis_note="Suspects only",
            due_on=week,
        )


def _keep_the_witness(staff: Staff) -> None:
    """The sealed case has a supervisor who could unseal it."""
    case = Case.objects.get(title=WITNESS)
    with acting(staff["second"]):
        cases.assign(case, user=staff["second"], level=Level.WRITE, purpose="Keeps it sealed")


def _case(ref: str) -> Case:
    return Case.objects.get(ref=ref)
