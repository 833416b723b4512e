"""The pages of victims."""

from victims.views.story import (
    AccountCreateView,
    AccountEditView,
    AccountForm,
    LegCreateView,
    LegEditView,
    LegForm,
    OfVictim,
    VictimStoryView,
)
from victims.views.victim import (
    BY_NAME,
    VictimCreateView,
    VictimDetailView,
    VictimEditView,
    VictimHistoryView,
    VictimListView,
    VictimPage,
)

__all__ = [
    "BY_NAME",
    "AccountCreateView",
    "AccountEditView",
    "AccountForm",
    "LegCreateView",
    "LegEditView",
    "LegForm",
    "OfVictim",
    "VictimCreateView",
    "VictimDetailView",
    "VictimEditView",
    "VictimHistoryView",
    "VictimListView",
    "VictimPage",
    "VictimStoryView",
]
