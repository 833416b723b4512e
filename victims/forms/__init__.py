"""The forms of victims, of their stories, their care and their screenings."""

from victims.forms.care import (
    BackgroundForm,
    ConsentForm,
    ContactForm,
    NeedForm,
    PhotoForm,
    PlacementForm,
    SupportItemForm,
    SupportPlanForm,
    VulnerabilityAssessmentForm,
)
from victims.forms.intake import COLUMNS, GroupForm, IntakeRowForm, cells_of
from victims.forms.law import ProtectionOrderForm, StatementForm
from victims.forms.manifest import ColumnsForm, ManifestForm
from victims.forms.row import RowForm
from victims.forms.screening import (
    AnswersForm,
    ConclusionForm,
    NewScreeningForm,
    ScreeningForm,
)
from victims.forms.story import (
    ContactFormSet,
    ExploitationForm,
    JourneyLegForm,
    RecruitmentAccountForm,
)
from victims.forms.victim import NewVictimForm, VictimForm

__all__ = [
    "COLUMNS",
    "AnswersForm",
    "BackgroundForm",
    "ColumnsForm",
    "ConclusionForm",
    "ConsentForm",
    "ContactForm",
    "ContactFormSet",
    "ExploitationForm",
    "GroupForm",
    "IntakeRowForm",
    "JourneyLegForm",
    "ManifestForm",
    "NeedForm",
    "NewScreeningForm",
    "NewVictimForm",
    "PhotoForm",
    "PlacementForm",
    "ProtectionOrderForm",
    "RecruitmentAccountForm",
    "RowForm",
    "ScreeningForm",
    "StatementForm",
    "SupportItemForm",
    "SupportPlanForm",
    "VictimForm",
    "VulnerabilityAssessmentForm",
    "cells_of",
]
