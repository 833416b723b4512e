"""What hangs off a case: places, operations, notes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases import services
from cases.forms import CountFormSet, NoteForm, PlaceForm, RescueOperationForm
from cases.models import Case, Place, ReportedCount, RescueOperation
from core.views import (
    RecordCreateView,
    RecordEditView,
    UnderRecord,
    writable,
)


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
    formsets = {"counts": CountFormSet}

    def get_formset_initial(self, name: str) -> list[dict[str, Any]]:
        if self.object is None:
            return []
        rows = ReportedCount.objects.filter(operation=self.object).select_related("source")
        return [
            {
                "source": str(row.source),
                "measure": row.measure,
                "key": row.key,
                "number": row.number,
            }
            for row in rows
        ]

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
