"""The stages of a case, and the statuses of a referral, as tables: which may follow which.

The forms, the services, the database triggers and the docs all read them.
"""

from __future__ import annotations

from core.choices import Badge


class Stage(Badge):
    INTAKE = "intake", "info", "file-import", "Intake"
    SCREENING = "screening", "accent", "clipboard-check", "Screening"
    PROTECTION = "protection", "success", "shield-check", "Protection"
    RETURN = "return", "warning", "plane", "Return"
    PROSECUTION = "prosecution", "accent", "gavel", "Prosecution"
    CLOSED = "closed", "neutral", "check", "Closed"


#: A stage may be skipped where nobody needs it (no victim, nobody abroad), and taken up again when
#: new facts come in. Closing and reopening are acts of their own, see `services.closure`.
MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.INTAKE: frozenset({Stage.SCREENING, Stage.PROTECTION, Stage.CLOSED}),
    Stage.SCREENING: frozenset(
        {Stage.INTAKE, Stage.PROTECTION, Stage.RETURN, Stage.PROSECUTION, Stage.CLOSED}
    ),
    Stage.PROTECTION: frozenset({Stage.SCREENING, Stage.RETURN, Stage.PROSECUTION, Stage.CLOSED}),
    Stage.RETURN: frozenset({Stage.SCREENING, Stage.PROTECTION, Stage.PROSECUTION, Stage.CLOSED}),
    Stage.PROSECUTION: frozenset({Stage.SCREENING, Stage.PROTECTION, Stage.RETURN, Stage.CLOSED}),
    # Reopened, a case goes back to where it stood.
    Stage.CLOSED: frozenset(set(Stage) - {Stage.CLOSED}),
}
EDGES: list[tuple[str, str]] = [
    (source.value, target.value) for source, targets in MOVES.items() for target in sorted(targets)
]


def moves_from(stage: str) -> list[Stage]:
    """Where a case at that stage may be moved on its page, in the order of the stages."""
    return [
        target
        for target in Stage
        if target in MOVES[Stage(stage)] and Stage.CLOSED not in (stage, target)
    ]


class ReferralStatus(Badge):
    SENT = "sent", "info", "send", "Sent"
    ACCEPTED = "accepted", "success", "check", "Accepted"
    REJECTED = "rejected", "warning", "x", "Rejected"
    DONE = "done", "neutral", "circle-check", "Done"
    REVOKED = "revoked", "neutral", "ban", "Revoked"


REFERRAL_MOVES: dict[ReferralStatus, frozenset[ReferralStatus]] = {
    # A transfer is done as soon as it is accepted: the case has changed hands.
    ReferralStatus.SENT: frozenset(set(ReferralStatus) - {ReferralStatus.SENT}),
    ReferralStatus.ACCEPTED: frozenset({ReferralStatus.DONE, ReferralStatus.REVOKED}),
    ReferralStatus.REJECTED: frozenset(),
    ReferralStatus.DONE: frozenset(),
    ReferralStatus.REVOKED: frozenset(),
}
REFERRAL_EDGES: list[tuple[str, str]] = [
    (source.value, target.value)
    for source, targets in REFERRAL_MOVES.items()
    for target in sorted(targets)
]
