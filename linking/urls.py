from django.urls import path

from linking import views

app_name = "linking"
urlpatterns = [
    path("links/", views.MatchListView.as_view(), name="list"),
    path("links/ask/", views.ask, name="ask"),
    path("links/relink/", views.relink, name="relink"),
    path("links/keys/", views.KeyListView.as_view(), name="keys"),
    path("links/of-person/<slug:ref>/", views.of_person, name="of_person"),
    path("links/<slug:ref>/", views.MatchDetailView.as_view(), name="detail"),
    path("links/<slug:ref>/decide/", views.decide, name="decide"),
    path("links/<slug:ref>/undo/", views.undo, name="undo"),
    path("identifiers/common/", views.CommonValueListView.as_view(), name="common_values"),
    path("identifiers/common/<slug:ref>/", views.CommonValueView.as_view(), name="common_value"),
    path(
        "identifiers/common/<slug:ref>/history/",
        views.CommonValueHistoryView.as_view(),
        name="common_value_history",
    ),
    path("identities/suggested/", views.SuggestedGroupsView.as_view(), name="suggested"),
    path("identities/<slug:ref>/", views.IdentityView.as_view(), name="identity"),
    path("identities/<slug:ref>/split/<slug:match_ref>/", views.split, name="split"),
    path("cross-references/", views.CaseLinkListView.as_view(), name="case_links"),
    path("cross-references/seen/", views.mark_seen, name="seen"),
    path(
        "cases/<slug:ref>/cross-references/",
        views.CaseCrossReferencesView.as_view(),
        name="of_case",
    ),
]
