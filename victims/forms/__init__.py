"""The forms of victims and of their stories."""

from victims.forms.story import (
    ContactFormSet,
    ExploitationForm,
    JourneyLegForm,
    RecruitmentAccountForm,
)
from victims.forms.victim import NewVictimForm, VictimForm

__all__ = [
    "ContactFormSet",
    "ExploitationForm",
    "JourneyLegForm",
    "NewVictimForm",
    "RecruitmentAccountForm",
    "VictimForm",
]
