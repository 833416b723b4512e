"""Cases over the API, with what is recorded of them and done with them."""

from cases.api.case import CaseField, CaseViewSet, EvidenceViewSet, OfCaseSerializer
from cases.api.handling import ClosureViewSet, FlagViewSet, ReferralViewSet, TaskViewSet
from cases.api.legal import LegalActionViewSet, LegalRequestViewSet
from cases.api.source import ClaimViewSet, SourceViewSet

__all__ = [
    "CaseField",
    "CaseViewSet",
    "ClaimViewSet",
    "ClosureViewSet",
    "EvidenceViewSet",
    "FlagViewSet",
    "LegalActionViewSet",
    "LegalRequestViewSet",
    "OfCaseSerializer",
    "ReferralViewSet",
    "SourceViewSet",
    "TaskViewSet",
]
