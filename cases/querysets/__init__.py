"""Who reaches which case, and what hangs off it."""

from cases.querysets.case import (
    UNSHARED,
    VICTIMS,
    AssignmentQuerySet,
    CaseQuerySet,
    CaseScopedQuerySet,
    ClaimQuerySet,
    CountQuerySet,
    LegalActionQuerySet,
    LegalRequestQuerySet,
    OperationQuerySet,
    PlaceQuerySet,
    SourceQuerySet,
    StageReachedQuerySet,
    StatuteQuerySet,
    WholeCaseQuerySet,
)
from cases.querysets.handling import (
    AccessRequestQuerySet,
    CaseTaskQuerySet,
    ClosureQuerySet,
    FlagQuerySet,
    ReferralQuerySet,
)

__all__ = [
    "UNSHARED",
    "VICTIMS",
    "AccessRequestQuerySet",
    "AssignmentQuerySet",
    "CaseQuerySet",
    "CaseScopedQuerySet",
    "CaseTaskQuerySet",
    "ClaimQuerySet",
    "ClosureQuerySet",
    "CountQuerySet",
    "FlagQuerySet",
    "LegalActionQuerySet",
    "LegalRequestQuerySet",
    "OperationQuerySet",
    "PlaceQuerySet",
    "ReferralQuerySet",
    "SourceQuerySet",
    "StageReachedQuerySet",
    "StatuteQuerySet",
    "WholeCaseQuerySet",
]
