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
from cases.views.casefile import CaseFilePdfView, CaseFileView
from cases.views.closure import ClosureCreateView, decide_closure, reopen_case
from cases.views.flags import FlagCreateView, lower_flag
from cases.views.handling import move_case, seal, unseal
from cases.views.members import CaseMembersView, MemberCreateView, MemberEditView, end_member
from cases.views.sources import (
    CaseSourcesView,
    ClaimCreateView,
    OperationListView,
    PlaceListView,
    SourceCreateView,
    SourceEditView,
    prefer_claim,
)
from cases.views.tasks import (
    TaskCreateView,
    TaskDetailView,
    TaskEditView,
    TaskListView,
    set_task_status,
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
    "CaseFilePdfView",
    "CaseFileView",
    "CaseHistoryView",
    "CaseListView",
    "CaseMembersView",
    "CasePage",
    "CaseSourcesView",
    "CaseTimelineView",
    "ClaimCreateView",
    "ClosureCreateView",
    "FlagCreateView",
    "InCase",
    "MemberCreateView",
    "MemberEditView",
    "OperationCreateView",
    "OperationEditView",
    "OperationForm",
    "OperationListView",
    "PlaceCreateView",
    "PlaceListView",
    "SourceCreateView",
    "SourceEditView",
    "TaskCreateView",
    "TaskDetailView",
    "TaskEditView",
    "TaskListView",
    "add_note",
    "decide_access",
    "decide_closure",
    "end_member",
    "lower_flag",
    "move_case",
    "prefer_claim",
    "reopen_case",
    "seal",
    "set_task_status",
    "stages_of",
    "unseal",
]
