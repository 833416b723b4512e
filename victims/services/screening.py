"""Screening: one interviews, another decides, a third approves; then the status follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Agency, AgencyKind, User
from core import services as core
from people.services import Row
from victims.models import (
    STATUS_OF,
    Answer,
    Conclusion,
    Decider,
    Instrument,
    Screening,
    State,
    Victim,
)
from victims.screening import Value, carry

#: What kind of organisation decided, in the words of HTCDS.
DECIDER_OF = {
    AgencyKind.LAW_ENFORCEMENT: Decider.POLICE,
    AgencyKind.NGO: Decider.NGO,
    AgencyKind.EMBASSY: Decider.GOVERNMENT,
    AgencyKind.IMMIGRATION: Decider.GOVERNMENT,
    AgencyKind.CENTRAL_GOVERNMENT: Decider.GOVERNMENT,
    AgencyKind.LOCAL_GOVERNMENT: Decider.GOVERNMENT,
}


@transaction.atomic
def begin_screening(
    victim: Victim,
    instrument: Instrument,
    *,
    by: User,
    supersedes: Screening | None = None,
    **facts: Any,
) -> Screening:
    """Open a screening held by `by`; one that supersedes another begins with its answers."""
    if supersedes:
        _check_superseded(victim, supersedes)
    screening = core.create(
        Screening(
            victim=victim, instrument=instrument, interviewer=by, supersedes=supersedes, **facts
        )
    )
    if supersedes:
        _take_over(supersedes, screening)
    return screening


def _check_superseded(victim: Victim, earlier: Screening) -> None:
    current = core.lock(earlier)
    if current.victim_id != victim.pk:
        raise ValidationError("The earlier screening is of somebody else.")
    if current.state != State.APPROVED:
        raise ValidationError("Only an approved screening is superseded; the earlier one is open.")
    if Screening.objects.filter(supersedes=earlier).exists():
        raise ValidationError("The earlier screening is superseded already; see the newest one.")


def _take_over(earlier: Screening, screening: Screening) -> None:
    """The earlier answers as far as they answer this instrument; notes too if it is the same."""
    source, target = earlier.instrument.scheme, screening.instrument.scheme
    rows = {answer.indicator: answer for answer in earlier.answers.all()}
    for code, carried in carry(earlier.answer_values, source, target).items():
        if carried.value != Value.NOT_ASKED:
            told = rows[code] if source.key == target.key else None
            core.create(
                Answer(
                    screening=screening,
                    indicator=code,
                    value=carried.value,
                    note=told.note if told else "",
                    evidence=told.evidence if told else "",
                )
            )


@transaction.atomic
def edit_screening(screening: Screening, *, version: int | None, **changes: Any) -> Screening:
    """Change day, place, language and the like while nothing is decided."""
    _open(core.lock(screening, version))
    return core.edit(screening, version=None, changes=changes)


@transaction.atomic
def answer(screening: Screening, *, version: int | None, answers: Mapping[str, Row]) -> Screening:
    """Write the answers given: indicator → value, note, evidence. The others stay."""
    current = _open(core.lock(screening, version))
    if unknown := answers.keys() - current.instrument.scheme.codes:
        raise ValidationError(f"The instrument has no indicator {', '.join(sorted(unknown))}.")
    rows = {row.indicator: row for row in current.answers.all()}
    if not [_write(current, rows.get(code), code, row) for code, row in answers.items()
            if _differs(rows.get(code), row)]:  # fmt: skip
        return current
    current.version += 1
    current.save()
    return current


def _differs(row: Answer | None, told: Row) -> bool:
    before = row or Answer()
    return any(getattr(before, name) != value for name, value in told.items())


def _write(screening: Screening, row: Answer | None, code: str, told: Row) -> Answer:
    row = row or Answer(screening=screening, indicator=code)
    for name, value in told.items():
        setattr(row, name, value)
    return core.create(row)


@transaction.atomic
def conclude(
    screening: Screening, *, version: int | None, by: User, conclusion: str, **facts: Any
) -> Screening:
    """Decide, with reasons. Whoever held the interview does not."""
    _open(core.lock(screening, version))
    changes = {"conclusion": conclusion, "decided_by": by, "decided_at": timezone.now()}
    changes |= {"state": State.DECIDED, "sent_back_because": ""}
    return core.edit(screening, version=None, changes=facts | changes)


@transaction.atomic
def send_back(screening: Screening, *, by: User, because: str) -> Screening:
    """Do not approve, and say why: answers and decision are open again."""
    current = _decided(core.lock(screening))
    if by.pk in (current.interviewer_id, current.decided_by_id):
        raise ValidationError("Who held the interview or decided does not send back.")
    if not because.strip():
        raise ValidationError("Say why you send it back.")
    changes = {"state": State.OPEN, "decided_by": None, "decided_at": None}
    return core.edit(current, version=None, changes=changes | {"sent_back_because": because})


@transaction.atomic
def approve(screening: Screening, *, by: User) -> Screening:
    """Approve the conclusion: the victim's status follows it, with its reasons as the basis."""
    core.lock(screening.victim.person)  # First, as every writer of a person does.
    victim = core.lock(screening.victim)
    current = _decided(core.lock(screening))
    approval = {"state": State.APPROVED, "approved_by": by, "approved_at": timezone.now()}
    approved = core.edit(current, version=None, changes=approval)
    core.edit(victim, version=None, changes=_consequences(approved))
    return approved


def _consequences(screening: Screening) -> dict[str, Any]:
    """Injury and other crimes are facts of their own, whatever was found of trafficking."""
    changes: dict[str, Any] = {}
    if screening.found_injured:
        changes["is_injured"] = True
    if screening.found_crime_victim:
        changes["is_crime_victim"] = True
    if status := STATUS_OF.get(Conclusion(screening.conclusion)):
        decided_by = screening.decided_by
        changes |= {
            "status": status,
            "basis": f"{screening}, {screening.instrument}: {screening.reasoning}",
            "decided_by": _decider(decided_by.agency if decided_by else None),
        }
    return changes


def _decider(agency: Agency | None) -> Decider:
    return DECIDER_OF.get(AgencyKind(agency.kind), Decider.OTHER) if agency else Decider.OTHER


def _open(screening: Screening) -> Screening:
    if screening.state != State.OPEN:
        raise ValidationError(
            "This screening is decided and stays as it is. Screen again; the new one begins with "
            "these answers."
        )
    return screening


def _decided(screening: Screening) -> Screening:
    if screening.state != State.DECIDED:
        raise ValidationError(
            "It is approved already." if screening.state == State.APPROVED
            else "Nothing is decided yet, so there is nothing to approve or to send back."
        )  # fmt: skip
    return screening
