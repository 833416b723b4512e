"""How cases, and what is recorded of them, are narrowed down."""

from cases.filters.base import AnyOf, CaseOf, Days, WithFlags
from cases.filters.case import (
    CaseFilter,
    ClaimFilter,
    EvidenceFilter,
    OperationFilter,
    PlaceFilter,
    SourceFilter,
)
from cases.filters.handling import ClosureFilter, FlagFilter, ReferralFilter, TaskFilter
from cases.filters.legal import LegalActionFilter, LegalRequestFilter, StatuteFilter

__all__ = [
    "AnyOf",
    "CaseFilter",
    "CaseOf",
    "ClaimFilter",
    "ClosureFilter",
    "Days",
    "EvidenceFilter",
    "FlagFilter",
    "LegalActionFilter",
    "LegalRequestFilter",
    "OperationFilter",
    "PlaceFilter",
    "ReferralFilter",
    "SourceFilter",
    "StatuteFilter",
    "TaskFilter",
    "WithFlags",
]
