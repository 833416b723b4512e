"""The forms of a case and of what hangs off it."""

from cases.forms.case import (
    DATE,
    AccessDecisionForm,
    CaseForm,
    NoteForm,
    PlaceForm,
)
from cases.forms.casefile import PrintForm
from cases.forms.handling import (
    ClosureDecisionForm,
    ClosureForm,
    FlagForm,
    MoveForm,
    OptionalNoteForm,
    ReasonForm,
)
from cases.forms.legal import LegalActionForm, LegalRequestForm, StageForm, StatuteForm
from cases.forms.members import MemberForm, NewMemberForm
from cases.forms.operation import CountFormSet, RescueOperationForm
from cases.forms.referral import HandoverForm, ReferralAnswerForm, ReferralForm, TransferForm
from cases.forms.source import ClaimForm, SourceForm
from cases.forms.task import TaskForm, TaskStatusForm, workers_on

__all__ = [
    "DATE",
    "AccessDecisionForm",
    "CaseForm",
    "ClaimForm",
    "ClosureDecisionForm",
    "ClosureForm",
    "CountFormSet",
    "FlagForm",
    "HandoverForm",
    "LegalActionForm",
    "LegalRequestForm",
    "MemberForm",
    "MoveForm",
    "NewMemberForm",
    "NoteForm",
    "OptionalNoteForm",
    "PlaceForm",
    "PrintForm",
    "ReasonForm",
    "ReferralAnswerForm",
    "ReferralForm",
    "RescueOperationForm",
    "SourceForm",
    "StageForm",
    "StatuteForm",
    "TaskForm",
    "TaskStatusForm",
    "TransferForm",
    "workers_on",
]
