"""The victim role of a person, and everything that hangs off it."""

from victims.models.consent import (
    Consent,
    ConsentAnswer,
    ConsentScope,
    ConsentState,
    GivenBy,
    Standing,
    standing,
)
from victims.models.contact import Contact, MayContact
from victims.models.exploitation import Exploitation, ForcedCrime, PhoneAccess, Punishment
from victims.models.intake import IntakeRow
from victims.models.journey import DocumentUsed, Entry, JourneyLeg, Mode, Phase, is_diverted
from victims.models.manifest import (
    IN_CASE,
    Manifest,
    ManifestDuplicate,
    ManifestRow,
    ManifestState,
    RowState,
)
from victims.models.needs import (
    Factor,
    Level,
    Need,
    NeedKind,
    Urgency,
    VulnerabilityAssessment,
)
from victims.models.part import Part
from victims.models.photo import Photo
from victims.models.placement import Placement, PlacementKind
from victims.models.protection import OrderKind, OrderState, ProtectionOrder
from victims.models.recruitment import (
    Channel,
    Payer,
    Period,
    Platform,
    RecruitmentAccount,
    Relationship,
)
from victims.models.screening import (
    STATUS_OF,
    Answer,
    Conclusion,
    Instrument,
    Screening,
    State,
)
from victims.models.statement import Amends, Cooperation, Statement, StatementFile, StatementKind
from victims.models.support import SupportItem, SupportKind, SupportPlan, SupportStatus
from victims.models.victim import (
    Control,
    Decider,
    Education,
    Gender,
    MaritalStatus,
    TraffickingStatus,
    Victim,
)

__all__ = [
    "IN_CASE",
    "STATUS_OF",
    "Amends",
    "Answer",
    "Channel",
    "Conclusion",
    "Consent",
    "ConsentAnswer",
    "ConsentScope",
    "ConsentState",
    "Contact",
    "Control",
    "Cooperation",
    "Decider",
    "DocumentUsed",
    "Education",
    "Entry",
    "Exploitation",
    "Factor",
    "ForcedCrime",
    "Gender",
    "GivenBy",
    "Instrument",
    "IntakeRow",
    "JourneyLeg",
    "Level",
    "Manifest",
    "ManifestDuplicate",
    "ManifestRow",
    "ManifestState",
    "MaritalStatus",
    "MayContact",
    "Mode",
    "Need",
    "NeedKind",
    "OrderKind",
    "OrderState",
    "Part",
    "Payer",
    "Period",
    "Phase",
    "PhoneAccess",
    "Photo",
    "Placement",
    "PlacementKind",
    "Platform",
    "ProtectionOrder",
    "Punishment",
    "RecruitmentAccount",
    "Relationship",
    "RowState",
    "Screening",
    "Standing",
    "State",
    "Statement",
    "StatementFile",
    "StatementKind",
    "SupportItem",
    "SupportKind",
    "SupportPlan",
    "SupportStatus",
    "TraffickingStatus",
    "Urgency",
    "Victim",
    "VulnerabilityAssessment",
    "is_diverted",
    "standing",
]
