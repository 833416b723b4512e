"""The pages of linking: review, cross-references of cases, asking for access."""

from linking.views.asking import ask
from linking.views.crossrefs import CaseCrossReferencesView
from linking.views.review import (
    IdentityView,
    MatchDetailView,
    MatchListView,
    decide,
    of_person,
    relink,
    split,
    undo,
)

__all__ = [
    "CaseCrossReferencesView",
    "IdentityView",
    "MatchDetailView",
    "MatchListView",
    "ask",
    "decide",
    "of_person",
    "relink",
    "split",
    "undo",
]
