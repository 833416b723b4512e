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
from cases.models.closure import Closure, ClosureReason, ClosureState
from cases.models.count import SEXES, Measure, ReportedCount
from cases.models.evidence import (
    CustodyEvent,
    EvidenceFile,
    EvidenceItem,
    FileCheck,
    ItemNumber,
    ReportedAmount,
    StoredFile,
)
from cases.models.flag import Flag, FlagKind
from cases.models.legal import Charged, LegalAction, LegalRequest, StageReached, Statute
from cases.models.operation import (
    AgencyPart,
    Note,
    OperationAgency,
    OperationKind,
    OperationPerson,
    PersonPart,
    Place,
    PlaceKind,
    RescueOperation,
    Trigger,
)
from cases.models.referral import (
    LegalBasis,
    Referral,
    ReferralKind,
    ReferralReason,
    SharedPart,
)
from cases.models.source import Claim, ClaimField, Source, SourceKind, agree
from cases.models.task import CaseTask, Priority, TaskStatus
from cases.workflow import ReferralStatus, Stage

__all__ = [
    "CLOSED",
    "SEXES",
    "AccessRequest",
    "AccessState",
    "AgencyPart",
    "Assignment",
    "Case",
    "CasePrint",
    "CaseStatus",
    "CaseTask",
    "Charged",
    "Claim",
    "ClaimField",
    "Closure",
    "ClosureReason",
    "ClosureState",
    "CustodyEvent",
    "EvidenceFile",
    "EvidenceItem",
    "Exploitation",
    "FileCheck",
    "Flag",
    "FlagKind",
    "ItemNumber",
    "LegalAction",
    "LegalBasis",
    "LegalRequest",
    "Level",
    "Measure",
    "Note",
    "OperationAgency",
    "OperationKind",
    "OperationPerson",
    "PersonPart",
    "Place",
    "PlaceKind",
    "Priority",
    "Referral",
    "ReferralKind",
    "ReferralReason",
    "ReferralStatus",
    "ReportedAmount",
    "ReportedCount",
    "RescueOperation",
    "Scam",
    "Sensitivity",
    "SharedPart",
    "Source",
    "SourceKind",
    "Stage",
    "StageReached",
    "Statute",
    "StoredFile",
    "TaskStatus",
    "Trigger",
    "agree",
]
