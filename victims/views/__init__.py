"""The pages of victims."""

from victims.views.intake import check as check_row
from victims.views.intake import intake
from victims.views.law import (
    CaseStatementsView,
    OrderCreateView,
    OrderEditView,
    ProtectionOrderListView,
    StatementCreateView,
    StatementEditView,
    StatementListView,
    VictimLawView,
)
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
    "CaseStatementsView",
    "ExploitationListView",
    "LegCreateView",
    "LegEditView",
    "LegForm",
    "LegListView",
    "OfVictim",
    "OrderCreateView",
    "OrderEditView",
    "PeriodCreateView",
    "PeriodEditView",
    "PeriodForm",
    "ProtectionOrderListView",
    "StatementCreateView",
    "StatementEditView",
    "StatementListView",
    "VictimCreateView",
    "VictimDetailView",
    "VictimEditView",
    "VictimHistoryView",
    "VictimLawView",
    "VictimListView",
    "VictimPage",
    "VictimStoryView",
    "check_row",
    "intake",
]
