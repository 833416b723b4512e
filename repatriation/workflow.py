"""The way home as tables: which status may follow which, and the steps of a return.

The form, the service, the database trigger and the docs all read these tables.
"""

from __future__ import annotations

from django.db import models

from core.choices import Badge


class Status(Badge):
    NOT_STARTED = "not_started", "neutral", "clock", "Not started"
    IN_PROGRESS = "in_progress", "info", "refresh", "In progress"
    BLOCKED = "blocked", "danger", "alert-triangle", "Blocked"
    DEPARTED = "departed", "accent", "plane", "Departed"
    ARRIVED = "arrived", "success", "home-check", "Arrived"
    HANDED_OVER = "handed_over", "success", "check", "Handed over"
    DECLINED = "declined", "warning", "minus", "Declined by the victim"
    CANCELLED = "cancelled", "neutral", "x", "Cancelled"


MOVES: dict[Status, frozenset[Status]] = {
    Status.NOT_STARTED: frozenset({Status.IN_PROGRESS, Status.DECLINED, Status.CANCELLED}),
    Status.IN_PROGRESS: frozenset(
        {Status.BLOCKED, Status.DEPARTED, Status.DECLINED, Status.CANCELLED}
    ),
    Status.BLOCKED: frozenset({Status.IN_PROGRESS, Status.DECLINED, Status.CANCELLED}),
    Status.DEPARTED: frozenset({Status.ARRIVED, Status.BLOCKED}),
    Status.ARRIVED: frozenset({Status.HANDED_OVER}),
    Status.HANDED_OVER: frozenset(),
    # Somebody who declined may change their mind.
    Status.DECLINED: frozenset({Status.IN_PROGRESS}),
    Status.CANCELLED: frozenset({Status.NOT_STARTED}),
}
EDGES: list[tuple[str, str]] = [
    (source.value, target.value) for source, targets in MOVES.items() for target in sorted(targets)
]
GIVEN_UP = frozenset({Status.DECLINED, Status.CANCELLED})
OVER = GIVEN_UP | {Status.HANDED_OVER}


class StepKind(models.TextChoices):
    NATIONALITY = "nationality", "Nationality verified"
    CONSULAR_VISIT = "consular_visit", "Consular visit"
    CONSENT = "consent", "Consent to return"
    RISK = "risk", "Return risk assessed"
    DOCUMENT_APPLIED = "document_applied", "Travel document applied for"
    DOCUMENT_ISSUED = "document_issued", "Travel document issued"
    FIT_TO_FLY = "fit_to_fly", "Fit to fly"
    EXIT_CLEARANCE = "exit_clearance", "Exit clearance"
    FUNDING = "funding", "Funding approved"
    TICKET = "ticket", "Ticket booked"
    DEPARTURE = "departure", "Departed"
    ARRIVAL = "arrival", "Met on arrival"
    POLICE_INTERVIEW = "police_interview", "Police interview"
    PROTECTION = "protection", "Protection order or release"
    FAMILY = "family", "Reunited with family"
    FOLLOW_UP = "follow_up", "Follow-up"


#: The template of a consular return: step → days after its opening by which it is due.
DUE_AFTER: dict[StepKind, int] = {
    StepKind.NATIONALITY: 2,
    StepKind.CONSULAR_VISIT: 3,
    StepKind.CONSENT: 4,
    StepKind.RISK: 5,
    StepKind.DOCUMENT_APPLIED: 5,
    StepKind.DOCUMENT_ISSUED: 10,
    StepKind.FIT_TO_FLY: 10,
    StepKind.EXIT_CLEARANCE: 12,
    StepKind.FUNDING: 12,
    StepKind.TICKET: 14,
    StepKind.DEPARTURE: 16,
    StepKind.ARRIVAL: 17,
    StepKind.POLICE_INTERVIEW: 20,
    StepKind.PROTECTION: 21,
    StepKind.FAMILY: 30,
    StepKind.FOLLOW_UP: 90,
}
