"""The pages of victims."""

from victims.views.stories import (
    AccountListView,
    CaseJourneysView,
    ExploitationListView,
    LegListView,
)
from victims.views.story import (
    AccountCreateView,
    AccountEditView,
    AccountForm,
    LegCreateView,
    LegEditView,
    LegForm,
    OfVictim,
    PeriodCreateView,
    PeriodEditView,
    PeriodForm,
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
    "AccountListView",
    "CaseJourneysView",
    "ExploitationListView",
    "LegCreateView",
    "LegEditView",
    "LegForm",
    "LegListView",
    "OfVictim",
    "PeriodCreateView",
    "PeriodEditView",
    "PeriodForm",
    "VictimCreateView",
    "VictimDetailView",
    "VictimEditView",
    "VictimHistoryView",
    "VictimListView",
    "VictimPage",
    "VictimStoryView",
]
