"""The pages of linking: review, cross-references of cases, asking for access."""

from linking.views.asking import ask
from linking.views.crossrefs import CaseCrossReferencesView, CaseLinkListView, mark_seen
from linking.views.deciding import decide, split, undo
from linking.views.identities import IdentityView, SuggestedGroupsView
from linking.views.keys import (
    CommonValueHistoryView,
    CommonValueListView,
    CommonValueView,
    KeyListView,
)
from linking.views.lists import forget_list, list_check, list_check_file, list_checks
from linking.views.models import GoBackView, ModelView, ThresholdsView
from linking.views.review import MatchDetailView, MatchListView, of_person, relink
from linking.views.runs import drop, run, runs, take_over

__all__ = [
    "CaseCrossReferencesView",
    "CaseLinkListView",
    "CommonValueHistoryView",
    "CommonValueListView",
    "CommonValueView",
    "GoBackView",
    "IdentityView",
    "KeyListView",
    "MatchDetailView",
    "MatchListView",
    "ModelView",
    "SuggestedGroupsView",
    "ThresholdsView",
    "ask",
    "decide",
    "drop",
    "forget_list",
    "list_check",
    "list_check_file",
    "list_checks",
    "mark_seen",
    "of_person",
    "relink",
    "run",
    "runs",
    "split",
    "take_over",
    "undo",
]
