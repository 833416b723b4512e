"""The forms of a case and of what hangs off it."""

from cases.forms.case import (
    DATE,
    AccessDecisionForm,
    CaseForm,
    NoteForm,
    PlaceForm,
)
from cases.forms.casefile import PrintForm
from cases.forms.evidence import (
    AmountFormSet,
    CustodyForm,
    EvidenceForm,
    FileForm,
    NewEvidenceForm,
    NumberFormSet,
    StatusForm,
    Uploaded,
)
from cases.forms.handling import (
    ClosureDecisionForm,
    ClosureForm,
    FlagForm,
    MoveForm,
    OptionalNoteForm,
    ReasonForm,
)
from cases.forms.legal import (
    LegalActionForm,
    LegalRequestForm,
    StageForm,
    StatuteForm,
    people_of,
)
from cases.forms.members import MemberForm, NewMemberForm
from cases.forms.operation import CountFormSet, RescueOperationForm
from cases.forms.referral import HandoverForm, ReferralAnswerForm, ReferralForm, TransferForm
from cases.forms.source import ClaimForm, SourceForm
from cases.forms.task import TaskForm, TaskStatusForm, workers_on
from cases.forms.timeline import TimelineForm

__all__ = [
    "DATE",
    "AccessDecisionForm",
    "AmountFormSet",
    "CaseForm",
    "ClaimForm",
    "ClosureDecisionForm",
    "ClosureForm",
    "CountFormSet",
    "CountsField",
    "CustodyForm",
    "EvidenceForm",
    "FileForm",
    "FlagForm",
    "HandoverForm",
    "LegalActionForm",
    "LegalRequestForm",
    "MemberForm",
    "MoveForm",
    "NewEvidenceForm",
    "NewMemberForm",
    "NoteForm",
    "NumberFormSet",
    "OptionalNoteForm",
    "PlaceForm",
    "PrintForm",
    "ReasonForm",
    "ReferralAnswerForm",
    "ReferralForm",
    "RescueOperationForm",
    "SourceForm",
    "StageForm",
    "StatusForm",
    "StatuteForm",
    "TaskForm",
    "TaskStatusForm",
    "TimelineForm",
    "TransferForm",
    "Uploaded",
    "people_of",
    "workers_on",
]
