"""The pages of people, and of the spellings that their names are read with."""

from people.views.person import (
    AboutPerson,
    CasePeopleView,
    NamesAndIdentifiers,
    PersonDetailView,
    PersonEditView,
    PersonHistoryView,
    PersonListView,
)
from people.views.variants import (
    VariantCreateView,
    VariantEditView,
    VariantHistoryView,
    VariantListView,
)

__all__ = [
    "AboutPerson",
    "CasePeopleView",
    "NamesAndIdentifiers",
    "PersonDetailView",
    "PersonEditView",
    "PersonHistoryView",
    "PersonListView",
    "VariantCreateView",
    "VariantEditView",
    "VariantHistoryView",
    "VariantListView",
]
