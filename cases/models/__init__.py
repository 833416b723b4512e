"""The case: what happened, where, who works on it, and who asks to."""

from cases.models.access import AccessRequest, AccessState
from cases.models.case import (
    CLOSED,
    Assignment,
    Case,
    CaseStatus,
    Exploitation,
    Level,
    Scam,
    Sensitivity,
)
from cases.models.casefile import CasePrint
from cases.models.operation import (
    Note,
    OperationKind,
    Place,
    PlaceKind,
    RescueOperation,
    Trigger,
)
from cases.models.task import CaseTask, Priority, TaskStatus
from cases.workflow import Stage

__all__ = [
    "CLOSED",
    "AccessRequest",
    "AccessState",
    "Assignment",
    "Case",
    "CasePrint",
    "CaseStatus",
    "CaseTask",
    "Exploitation",
    "Level",
    "Note",
    "OperationKind",
    "Place",
    "PlaceKind",
    "Priority",
    "RescueOperation",
    "Scam",
    "Sensitivity",
    "Stage",
    "TaskStatus",
    "Trigger",
]
