"""The pages of a case and of its operations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.models import User
from audit.models import Access
from audit.services import log_access
from cases import services, timeline
from cases.filters import CaseFilter
from cases.forms import AccessDecisionForm, CaseForm, NoteForm, PlaceForm, RescueOperationForm
from cases.models import AccessRequest, Assignment, Case, Note, Place, RescueOperation, Stage
from cases.tables import CaseTable
from core.views import (
    Closed,
    RecordCreateView,
    RecordDetailView,
    RecordEditView,
    RecordHistoryView,
    RecordListView,
    RecordPage,
    Tab,
    UnderRecord,
    writable,
)

#: Higher apps add theirs in `apps.ready`, so that every page of a case shows the same row.
TABS = [
    Tab("Summary", "cases:detail", "cases.view_case", order=0),
    Tab("Timeline", "cases:timeline", "cases.view_case", order=80),
    Tab("History", "cases:history", "cases.change_case", order=90),
]

#: How much of its timeline the page of a case shows, beside its notes.
LATEST = 6

#: What higher apps count beside the numbers that were reported of a case's operations, in rows of
#: label, reported, logged, differs.
TALLIES: list[Callable[[Case, Sequence[RescueOperation], User], Iterable[Any]]] = []


class CasePage:
    """Every page about one case: the same head, stage bar and tabs."""

    permission_required = "cases.view_case"
    queryset = Case.objects.for_list()
    tabs = TABS
    list_url = "cases:list"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        case = self.object
        return super().get_context_data(
            **{"title": case.title, "stages": list(stages_of(case)), **context}
        )


class CaseListView(RecordListView):
    permission_required = "cases.view_case"
    queryset = Case.objects.for_list()
    filterset_class = CaseFilter
    table_class = CaseTable
    create_url = "cases:create"
    add_permission = "cases.add_case"


class CaseDetailView(CasePage, RecordDetailView):
    template_name = "cases/case_detail.html"
    edit_url = "cases:edit"
    change_permission = "cases.change_case"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        operations = list(
            RescueOperation.objects.visible_to(user).of_case(case).select_related("place")
        )
        return super().get_context_data(
            operations=operations,
            tallies=[row for tally in TALLIES for row in tally(case, operations, user)],
            places=Place.objects.visible_to(user).of_case(case),
            notes=Note.objects.visible_to(user).of_case(case).select_related("author"),
            assignments=Assignment.objects.visible_to(user)
            .filter(case=case)
            .select_related("agency", "user"),
            entries=timeline.events(case, user, without=timeline.notes)[:LATEST],
            note_form=NoteForm(),
            may_write=Case.objects.editable_by(user).filter(pk=case.pk).exists(),
            **context,
        )


class CaseTimelineView(CasePage, RecordPage):
    template_name = "cases/timeline.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        entries = timeline.events(self.object, self.request.user)
        return super().get_context_data(entries=entries, **context)


class CaseHistoryView(CasePage, RecordHistoryView):
    permission_required = "cases.change_case"
    children = [Assignment, Place, RescueOperation, Note]


class CaseCreateView(RecordCreateView):
    permission_required = "cases.add_case"
    queryset = Case.objects.all()
    form_class = CaseForm
    title = "New case"

    def save(self, data: dict[str, Any]) -> Case:
        return services.open_case(by=self.request.user, **data)


class CaseEditView(RecordEditView):
    permission_required = "cases.change_case"
    queryset = Case.objects.all()
    form_class = CaseForm
    title = "Edit case"

    def save(self, data: dict[str, Any]) -> Case:
        return services.edit_case(self.object, **data)


def stages_of(case: Case) -> Any:
    """The stage bar: what is done, where the case stands, what lies ahead."""
    reached = Stage.values.index(case.stage)
    for number, stage in enumerate(Stage):
        state = "done" if number < reached else "current" if number == reached else "todo"
        yield {"label": stage.label, "state": state}


# What hangs off a case --------------------------------------------------------------------------


class InCase(UnderRecord):
    """A form page under a case on which the user may write: `/cases/<case_ref>/…`."""

    parents = Case.objects.all()
    parent_argument = "case_ref"


class PlaceCreateView(InCase, RecordCreateView):
    permission_required = "cases.add_place"
    queryset = Place.objects.all()
    form_class = PlaceForm
    title = "New place"

    def save(self, data: dict[str, Any]) -> Place:
        return services.record_place(self.parent, **data)


class OperationForm:
    form_class = RescueOperationForm
    queryset = RescueOperation.objects.select_related("case", "place")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.parent}


class OperationCreateView(OperationForm, InCase, RecordCreateView):
    permission_required = "cases.add_rescueoperation"
    title = "Log a rescue operation"

    def save(self, data: dict[str, Any]) -> RescueOperation:
        return services.log_operation(self.parent, **data)


class OperationEditView(OperationForm, InCase, RecordEditView):
    permission_required = "cases.change_rescueoperation"
    title = "Edit the operation"

    def save(self, data: dict[str, Any]) -> RescueOperation:
        return services.edit_operation(self.object, **data)


@require_POST
@permission_required("cases.add_note", raise_exception=True)
def add_note(request: HttpRequest, case_ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, case_ref)
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The note was empty; nothing was saved.")
        return redirect(case)
    services.add_note(case, by=request.user, **form.cleaned_data)
    return redirect(case)


# Access to cases --------------------------------------------------------------------------------


class AccessRequestsView(Closed, TemplateView):
    """What the user asked for, with no more than the outcome; and what waits for the user's answer.

    Who asked is shown nothing of the case: neither its reference nor what was answered.
    """

    permission_required = "cases.add_accessrequest"
    template_name = "cases/access_requests.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, requests = self.request.user, AccessRequest.objects.for_list()
        waiting = list(requests.decidable_by(user).open())
        refs = [request.ref for request in waiting]
        log_access(self.request, Access.LIST, AccessRequest, refs=refs)
        return super().get_context_data(
            title="Access requests", waiting=waiting, asked=requests.asked_by(user), **context
        )


@require_POST
@permission_required("cases.decide_accessrequest", raise_exception=True)
def decide_access(request: HttpRequest, ref: str) -> HttpResponse:
    asked = get_object_or_404(AccessRequest.objects.decidable_by(request.user), ref=ref)
    form = AccessDecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what the access is for, or why you refuse it.")
        return redirect(asked)
    try:
        decided = services.decide_access(asked, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"{decided.get_state_display()}: {decided.by}.")
    return redirect(asked)
