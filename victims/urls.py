from django.urls import URLPattern, URLResolver, include, path

from victims import views
from victims.views import care, manifest
from victims.views import screening as of_screening

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
    path("<slug:ref>/background/", care.BackgroundView.as_view(), name="background"),
    path("<slug:ref>/background/edit/", care.BackgroundEditView.as_view(), name="edit_background"),
    path("<slug:ref>/care/", care.CareView.as_view(), name="care"),
    path("<slug:ref>/consents/", care.ConsentsView.as_view(), name="consents"),
    *care.parts(),
    path(
        "support-plans/<slug:plan_ref>/items/new/",
        care.ItemCreateView.as_view(),
        name="create_supportitem",
    ),
    path(
        "support-plans/<slug:plan_ref>/items/<slug:ref>/edit/",
        care.ItemEditView.as_view(),
        name="edit_supportitem",
    ),
    path("<slug:victim_ref>/photos/<slug:ref>/", care.photo, name="photo"),
    path("<slug:victim_ref>/photos/<slug:ref>/remove/", care.remove_photo, name="remove_photo"),
    path("<slug:ref>/screenings/", of_screening.ScreeningsView.as_view(), name="screenings"),
    path(
        "<slug:victim_ref>/screenings/new/",
        of_screening.ScreeningCreateView.as_view(),
        name="create_screening",
    ),
    path(
        "<slug:victim_ref>/screenings/<slug:ref>/",
        of_screening.ScreeningView.as_view(),
        name="screening",
    ),
    path(
        "<slug:victim_ref>/screenings/<slug:ref>/edit/",
        of_screening.ScreeningEditView.as_view(),
        name="edit_screening",
    ),
    path(
        "<slug:victim_ref>/screenings/<slug:ref>/answers/",
        of_screening.AnswersView.as_view(),
        name="answer_screening",
    ),
    path(
        "<slug:victim_ref>/screenings/<slug:ref>/conclude/",
        of_screening.ConcludeView.as_view(),
        name="conclude_screening",
    ),
    path(
        "<slug:victim_ref>/screenings/<slug:ref>/approve/",
        of_screening.approve,
        name="approve_screening",
    ),
    path(
        "<slug:victim_ref>/screenings/<slug:ref>/send-back/",
        of_screening.send_back,
        name="send_back_screening",
    ),
]

urlpatterns += [
    path("<slug:ref>/law/", views.VictimLawView.as_view(), name="law"),
    path(
        "<slug:victim_ref>/statements/new/",
        views.StatementCreateView.as_view(),
        name="create_statement",
    ),
    path(
        "<slug:victim_ref>/statements/<slug:ref>/edit/",
        views.StatementEditView.as_view(),
        name="edit_statement",
    ),
    path(
        "statements/<slug:statement_ref>/files/new/",
        views.StatementFileCreateView.as_view(),
        name="add_statement_file",
    ),
    path("statement-files/<slug:ref>/", views.statement_file, name="statement_file"),
    path(
        "<slug:victim_ref>/protection-orders/new/",
        views.OrderCreateView.as_view(),
        name="create_order",
    ),
    path(
        "<slug:victim_ref>/protection-orders/<slug:ref>/edit/",
        views.OrderEditView.as_view(),
        name="edit_order",
    ),
]

#: Lists of what many victims tell, each with a name of its own.
stories = {
    "journeys": [path("journeys/", views.LegListView.as_view(), name="list")],
    "recruitment": [path("recruitment/", views.AccountListView.as_view(), name="list")],
    "statements": [path("statements/", views.StatementListView.as_view(), name="list")],
    "protection_orders": [
        path("protection-orders/", views.ProtectionOrderListView.as_view(), name="list")
    ],
    "exploitation": [path("exploitation/", views.ExploitationListView.as_view(), name="list")],
    "screenings": [path("screenings/", of_screening.ScreeningListView.as_view(), name="list")],
}
#: The lists imported into a case.
imports = [
    path("", manifest.ManifestListView.as_view(), name="list"),
    path("new/", manifest.ManifestUploadView.as_view(), name="create"),
    path("template.csv", manifest.template_file, name="template"),
    path("<slug:ref>/", manifest.ManifestView.as_view(), name="detail"),
    path("<slug:ref>/columns/", manifest.columns, name="columns"),
    path("<slug:ref>/choose/", manifest.choose, name="choose"),
    path("<slug:ref>/confirm/", manifest.confirm, name="confirm"),
    path("<slug:ref>/undo/", manifest.undo, name="undo"),
    path("<slug:ref>/discard/", manifest.discard, name="discard"),
]
of_case: list[URLPattern | URLResolver] = [
    path("<slug:ref>/intake/", views.intake, name="intake"),
    path("<slug:ref>/intake/check/", views.check_row, name="check_row"),
    path("<slug:case_ref>/imports/", include((imports, "imports"))),
    path("<slug:ref>/journeys/", views.CaseJourneysView.as_view(), name="case_journeys"),
    path("<slug:ref>/statements/", views.CaseStatementsView.as_view(), name="case_statements"),
]
