from django.urls import path

from victims import views

app_name = "victims"
urlpatterns = [
    path("", views.VictimListView.as_view(), name="list"),
    path("new/", views.VictimCreateView.as_view(), name="create"),
    path("<slug:ref>/", views.VictimDetailView.as_view(), name="detail"),
    path("<slug:ref>/edit/", views.VictimEditView.as_view(), name="edit"),
    path("<slug:ref>/story/", views.VictimStoryView.as_view(), name="story"),
    path("<slug:ref>/history/", views.VictimHistoryView.as_view(), name="history"),
    path(
        "<slug:victim_ref>/accounts/new/",
        views.AccountCreateView.as_view(),
        name="create_account",
    ),
    path(
        "<slug:victim_ref>/accounts/<slug:ref>/edit/",
        views.AccountEditView.as_view(),
        name="edit_account",
    ),
    path("<slug:victim_ref>/legs/new/", views.LegCreateView.as_view(), name="create_leg"),
    path("<slug:victim_ref>/legs/<slug:ref>/edit/", views.LegEditView.as_view(), name="edit_leg"),
    path("<slug:victim_ref>/periods/new/", views.PeriodCreateView.as_view(), name="create_period"),
    path(
        "<slug:victim_ref>/periods/<slug:ref>/edit/",
        views.PeriodEditView.as_view(),
        name="edit_period",
    ),
]

#: Lists of what many victims tell, each with a name of its own.
stories = {
    "journeys": [path("journeys/", views.LegListView.as_view(), name="list")],
    "recruitment": [path("recruitment/", views.AccountListView.as_view(), name="list")],
    "exploitation": [path("exploitation/", views.ExploitationListView.as_view(), name="list")],
}
of_case = [
    path("<slug:ref>/journeys/", views.CaseJourneysView.as_view(), name="case_journeys"),
]
