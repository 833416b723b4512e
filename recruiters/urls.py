"""Two rooms of one app, `/recruiters/` and `/syndicates/`, and one page in the room of cases."""

from django.urls import path

from recruiters.views import network
from recruiters.views import recruiters as of_recruiters
from recruiters.views import syndicates as of_syndicates

recruiters = [
    path("recruiters/", of_recruiters.RecruiterListView.as_view(), name="list"),
    path("recruiters/new/", of_recruiters.RecruiterCreateView.as_view(), name="create"),
    path("recruiters/suspect/", of_recruiters.SuspectView.as_view(), name="suspect"),
    path("recruiters/<slug:ref>/", of_recruiters.RecruiterDetailView.as_view(), name="detail"),
    path("recruiters/<slug:ref>/edit/", of_recruiters.RecruiterEditView.as_view(), name="edit"),
    path(
        "recruiters/<slug:ref>/history/",
        of_recruiters.RecruiterHistoryView.as_view(),
        name="history",
    ),
    path(
        "recruiters/<slug:ref>/ties/new/", of_recruiters.TieCreateView.as_view(), name="create_tie"
    ),
    path(
        "recruiters/<slug:ref>/memberships/new/",
        of_recruiters.MembershipCreateView.as_view(),
        name="create_membership",
    ),
    path("recruiters/<slug:ref>/network/", network.RecruiterNetworkView.as_view(), name="network"),
    path("cases/<slug:ref>/network/", network.CaseNetworkView.as_view(), name="of_case"),
]
syndicates = [
    path("", of_syndicates.SyndicateListView.as_view(), name="list"),
    path("new/", of_syndicates.SyndicateCreateView.as_view(), name="create"),
    path("<slug:ref>/", of_syndicates.SyndicateDetailView.as_view(), name="detail"),
    path("<slug:ref>/edit/", of_syndicates.SyndicateEditView.as_view(), name="edit"),
    path("<slug:ref>/history/", of_syndicates.SyndicateHistoryView.as_view(), name="history"),
    path("<slug:ref>/network/", network.SyndicateNetworkView.as_view(), name="network"),
]
