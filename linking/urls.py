from django.urls import path

from linking import views

app_name = "linking"
urlpatterns = [
    path("links/", views.MatchListView.as_view(), name="list"),
    path("links/ask/", views.ask, name="ask"),
    path("links/relink/", views.relink, name="relink"),
    path("links/check/", views.list_checks, name="list_checks"),
    path("links/check/<slug:ref>/", views.list_check, name="list_check"),
    path("links/check/<slug:ref>/pairs.csv", views.list_check_file, name="list_check_file"),
    path("links/check/<slug:ref>/forget/", views.forget_list, name="forget_list"),
    path("links/runs/", views.runs, name="runs"),
    path("links/runs/<slug:ref>/", views.run, name="run"),
    path("links/runs/<slug:ref>/take-over/", views.take_over, name="take_over"),
    path("links/runs/<slug:ref>/drop/", views.drop, name="drop_run"),
    path("links/keys/", views.KeyListView.as_view(), name="keys"),
    path("links/model/", views.ModelView.as_view(), name="model"),
    path("links/model/thresholds/", views.ThresholdsView.as_view(), name="thresholds"),
    path("links/model/<slug:ref>/use/", views.GoBackView.as_view(), name="use_model"),
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
