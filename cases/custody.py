"""Evidence as tables: its categories, which status may follow which, what a check can find.

The form, the service and the database trigger all read them.
"""

from __future__ import annotations

from django.db import models

from core.choices import Badge


class Category(models.TextChoices):
    CASH = "cash", "Cash"
    PHONE = "phone", "Phone"
    SIM = "sim", "SIM card"
    LAPTOP = "laptop", "Laptop or computer"
    BANK_CARD = "bank_card", "Bank card"
    PASSPORT = "passport", "Passport"
    DOCUMENT = "document", "Document"
    SCRIPT = "script", "Script of calls"
    LEDGER = "ledger", "Ledger or list"
    VEHICLE = "vehicle", "Vehicle"
    OTHER = "other", "Other"


class NumberKind(models.TextChoices):
    """What a number on a thing is. The codes are those of the identifiers of people."""

    DEVICE = "device", "IMEI or serial number"
    PHONE = "phone", "Telephone number"
    CARD = "card", "Card number"
    PASSPORT = "passport", "Passport number"
    BANK_ACCOUNT = "bank_account", "Bank account"
    OTHER = "other", "Other"


class EvidenceStatus(Badge):
    HELD = "held", "info", "archive", "Held"
    EXAMINED = "examined", "accent", "eye", "Examined"
    RETURNED = "returned", "success", "check", "Returned"
    FORFEITED = "forfeited", "warning", "gavel", "Forfeited"
    DESTROYED = "destroyed", "neutral", "trash", "Destroyed"


MOVES: dict[EvidenceStatus, frozenset[EvidenceStatus]] = {
    EvidenceStatus.HELD: frozenset(
        {
            EvidenceStatus.EXAMINED,
            EvidenceStatus.RETURNED,
            EvidenceStatus.FORFEITED,
            EvidenceStatus.DESTROYED,
        }
    ),
    # Examined again, or handed on.
    EvidenceStatus.EXAMINED: frozenset(
        {
            EvidenceStatus.HELD,
            EvidenceStatus.RETURNED,
            EvidenceStatus.FORFEITED,
            EvidenceStatus.DESTROYED,
        }
    ),
    # A court may lift a forfeiture.
    EvidenceStatus.FORFEITED: frozenset({EvidenceStatus.RETURNED, EvidenceStatus.DESTROYED}),
    EvidenceStatus.RETURNED: frozenset(),
    EvidenceStatus.DESTROYED: frozenset(),
}
EDGES: list[tuple[str, str]] = [
    (source.value, target.value) for source, targets in MOVES.items() for target in sorted(targets)
]
#: After these the thing is out of our hands.
GONE = frozenset({EvidenceStatus.RETURNED, EvidenceStatus.DESTROYED})


class EventKind(Badge):
    """What a line of the chain of custody tells."""

    SEIZED = "seized", "info", "archive", "Seized"
    HANDED_OVER = "handed_over", "accent", "user-check", "Handed over"
    STATUS = "status", "neutral", "flag", "Status changed"
    CHECK = "check", "neutral", "shield-check", "Files checked"


class CheckResult(Badge):
    """What became of the bytes of a file since they were stored."""

    MATCHES = "matches", "success", "check", "Matches"
    MISSING = "missing", "danger", "alert-circle", "Missing"
    ALTERED = "altered", "danger", "alert-circle", "Altered"
