"""The forms of a case and of what hangs off it."""

from cases.forms.case import (
    DATE,
    AccessDecisionForm,
    CaseForm,
    CountsField,
    NoteForm,
    PlaceForm,
    RescueOperationForm,
    TaskForm,
    TaskStatusForm,
    workers_on,
)
from cases.forms.casefile import PrintForm

__all__ = [
    "DATE",
    "AccessDecisionForm",
    "CaseForm",
    "CountsField",
    "NoteForm",
    "PlaceForm",
    "PrintForm",
    "RescueOperationForm",
    "TaskForm",
    "TaskStatusForm",
    "workers_on",
]
