from django.urls import path

from cases import views

app_name = "cases"
urlpatterns = [
    path("", views.CaseListView.as_view(), name="list"),
    path("new/", views.CaseCreateView.as_view(), name="create"),
    path("<slug:ref>/", views.CaseDetailView.as_view(), name="detail"),
    path("<slug:ref>/edit/", views.CaseEditView.as_view(), name="edit"),
    path("<slug:ref>/history/", views.CaseHistoryView.as_view(), name="history"),
    path("<slug:ref>/timeline/", views.CaseTimelineView.as_view(), name="timeline"),
    path("<slug:ref>/sources/", views.CaseSourcesView.as_view(), name="sources"),
    path("<slug:case_ref>/sources/new/", views.SourceCreateView.as_view(), name="create_source"),
    path(
        "<slug:case_ref>/sources/<slug:ref>/edit/",
        views.SourceEditView.as_view(),
        name="edit_source",
    ),
    path("<slug:case_ref>/claims/new/", views.ClaimCreateView.as_view(), name="create_claim"),
    path("<slug:case_ref>/claims/<slug:ref>/prefer/", views.prefer_claim, name="prefer_claim"),
    path("<slug:ref>/legal/", views.CaseLegalView.as_view(), name="legal"),
    path("<slug:case_ref>/legal/new/", views.LegalActionCreateView.as_view(), name="create_legal"),
    path(
        "<slug:case_ref>/legal-requests/new/",
        views.LegalRequestCreateView.as_view(),
        name="create_legal_request",
    ),
    path("<slug:ref>/evidence/", views.CaseEvidenceView.as_view(), name="evidence"),
    path("<slug:ref>/file/", views.CaseFileView.as_view(), name="file"),
    path("<slug:ref>/file.pdf", views.CaseFilePdfView.as_view(), name="file_pdf"),
    path("<slug:ref>/move/", views.move_case, name="move"),
    path("<slug:ref>/seal/", views.seal, name="seal"),
    path("<slug:ref>/unseal/", views.unseal, name="unseal"),
    path("<slug:ref>/reopen/", views.reopen_case, name="reopen"),
    path("<slug:case_ref>/closure/new/", views.ClosureCreateView.as_view(), name="request_closure"),
    path("closure/<slug:ref>/decide/", views.decide_closure, name="decide_closure"),
    path("<slug:case_ref>/flags/new/", views.FlagCreateView.as_view(), name="create_flag"),
    path("<slug:case_ref>/flags/<slug:ref>/lower/", views.lower_flag, name="lower_flag"),
    path("<slug:case_ref>/referrals/new/", views.ReferralCreateView.as_view(), name="refer"),
    path("<slug:case_ref>/transfer/new/", views.TransferCreateView.as_view(), name="transfer"),
    path("<slug:ref>/members/", views.CaseMembersView.as_view(), name="members"),
    path("<slug:case_ref>/members/new/", views.MemberCreateView.as_view(), name="create_member"),
    path(
        "<slug:case_ref>/members/<slug:ref>/edit/",
        views.MemberEditView.as_view(),
        name="edit_member",
    ),
    path("<slug:case_ref>/members/<slug:ref>/end/", views.end_member, name="end_member"),
    path("<slug:case_ref>/notes/add/", views.add_note, name="add_note"),
    path(
        "<slug:case_ref>/places/new/",
        views.PlaceCreateView.as_view(),
        name="create_place",
    ),
    path(
        "<slug:case_ref>/operations/new/",
        views.OperationCreateView.as_view(),
        name="create_operation",
    ),
    path(
        "<slug:case_ref>/operations/<slug:ref>/edit/",
        views.OperationEditView.as_view(),
        name="edit_operation",
    ),
    path(
        "<slug:case_ref>/evidence/new/", views.EvidenceCreateView.as_view(), name="create_evidence"
    ),
    path("<slug:case_ref>/evidence/check/", views.check_case, name="check_evidence"),
    path("<slug:case_ref>/tasks/new/", views.TaskCreateView.as_view(), name="create_task"),
]

tasks = [
    path("tasks/", views.TaskListView.as_view(), name="list"),
    path("tasks/<slug:ref>/", views.TaskDetailView.as_view(), name="detail"),
    path("tasks/<slug:ref>/edit/", views.TaskEditView.as_view(), name="edit"),
    path("tasks/<slug:ref>/status/", views.set_task_status, name="set_status"),
]

legal = [
    path("legal/", views.LegalListView.as_view(), name="list"),
    path("legal/requests/", views.LegalRequestListView.as_view(), name="requests"),
    path("legal/requests/<slug:ref>/", views.LegalRequestEditView.as_view(), name="edit_request"),
    path("legal/statutes/", views.StatuteListView.as_view(), name="statutes"),
    path("legal/statutes/new/", views.StatuteCreateView.as_view(), name="create_statute"),
    path("legal/statutes/<slug:ref>/", views.StatuteEditView.as_view(), name="edit_statute"),
    path("legal/<slug:ref>/", views.LegalActionView.as_view(), name="detail"),
    path("legal/<slug:ref>/edit/", views.LegalActionEditView.as_view(), name="edit"),
    path("legal/<slug:ref>/reach/", views.reach_stage, name="reach"),
]
operations = [path("operations/", views.OperationListView.as_view(), name="list")]
places = [path("places/", views.PlaceListView.as_view(), name="list")]

access_requests = [
    path("access-requests/", views.AccessRequestsView.as_view(), name="list"),
    path("access-requests/<slug:ref>/decide/", views.decide_access, name="decide"),
]

referrals = [
    path("referrals/", views.ReferralListView.as_view(), name="list"),
    path("referrals/<slug:ref>/", views.ReferralDetailView.as_view(), name="detail"),
    path("referrals/<slug:ref>/answer/", views.answer_referral, name="answer"),
    path("referrals/<slug:ref>/revoke/", views.revoke_referral, name="revoke"),
    path("referrals/<slug:ref>/finish/", views.finish_referral, name="finish"),
]

evidence = [
    path("evidence/", views.EvidenceListView.as_view(), name="list"),
    path("evidence/files/<slug:ref>/", views.download, name="download"),
    path("evidence/<slug:ref>/", views.EvidenceDetailView.as_view(), name="detail"),
    path("evidence/<slug:ref>/edit/", views.EvidenceEditView.as_view(), name="edit"),
    path("evidence/<slug:ref>/history/", views.EvidenceHistoryView.as_view(), name="history"),
    path("evidence/<slug:item_ref>/files/new/", views.FileCreateView.as_view(), name="add_file"),
    path(
        "evidence/<slug:item_ref>/custody/new/", views.CustodyCreateView.as_view(), name="hand_over"
    ),
    path("evidence/<slug:item_ref>/status/", views.change_status, name="change_status"),
    path("evidence/<slug:item_ref>/check/", views.check_item, name="check"),
]
