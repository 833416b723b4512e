"""The pages of a case and of what hangs off it."""

from cases.views.access import AccessRequestsView, decide_access
from cases.views.case import (
    LATEST,
    TABS,
    TALLIES,
    CaseCreateView,
    CaseDetailView,
    CaseEditView,
    CaseHistoryView,
    CaseListView,
    CasePage,
    CaseTimelineView,
    stages_of,
)
from cases.views.under import (
    InCase,
    OperationCreateView,
    OperationEditView,
    OperationForm,
    PlaceCreateView,
    add_note,
)

__all__ = [
    "LATEST",
    "TABS",
    "TALLIES",
    "AccessRequestsView",
    "CaseCreateView",
    "CaseDetailView",
    "CaseEditView",
    "CaseHistoryView",
    "CaseListView",
    "CasePage",
    "CaseTimelineView",
    "InCase",
    "OperationCreateView",
    "OperationEditView",
    "OperationForm",
    "PlaceCreateView",
    "add_note",
    "decide_access",
    "stages_of",
]
