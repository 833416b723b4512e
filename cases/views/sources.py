"""Sources of a case and what they claim; lists of operations and places."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cases import services
from cases.claims import side_by_side, subjects
from cases.filters import OperationFilter, PlaceFilter
from cases.forms import ClaimForm, SourceForm
from cases.models import Case, Claim, Place, RescueOperation, Source
from cases.tables import OperationTable, PlaceTable
from cases.views.case import CasePage
from cases.views.under import InCase
from core.models import Record
from core.views import RecordCreateView, RecordEditView, RecordListView, RecordPage, writable


class CaseSourcesView(CasePage, RecordPage):
    """Who said what of a case, a tab of its page."""

    permission_required = "cases.view_source"
    template_name = "cases/sources.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        known = {key: row for rows in subjects(case, user).values() for key, row in rows.items()}
        claims = Claim.objects.visible_to(user).of_case(case).for_list()
        return super().get_context_data(
            sources=Source.objects.visible_to(user).of_case(case).for_list(),
            sayings=side_by_side(claims, known),
            may_write=Case.objects.editable_by(user).filter(pk=case.pk).exists(),
            **context,
        )


class OfCase(InCase):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.parent}

    def get_success_url_for(self, record: Record) -> str:
        return record.get_absolute_url()


class SourceCreateView(OfCase, RecordCreateView):
    permission_required = "cases.add_source"
    queryset = Source.objects.all()
    form_class = SourceForm
    title = "New source"

    def save(self, data: dict[str, Any]) -> Source:
        return services.record_source(self.parent, **data)


class SourceEditView(OfCase, RecordEditView):
    permission_required = "cases.change_source"
    queryset = Source.objects.select_related("case")
    form_class = SourceForm
    title = "Edit the source"

    def get_queryset(self) -> Any:
        return super().get_queryset().of_case(self.parent)

    def save(self, data: dict[str, Any]) -> Source:
        return services.edit_source(self.object, **data)


class ClaimCreateView(OfCase, RecordCreateView):
    """`?source=` and `?subject=` fill in what the link knew."""

    permission_required = "cases.add_claim"
    queryset = Claim.objects.all()
    form_class = ClaimForm
    title = "New claim"

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name) for name in ("source", "subject")}
        return super().get_initial() | asked

    def save(self, data: dict[str, Any]) -> Claim:
        return services.claim(data.pop("source"), data.pop("subject"), **data)


@require_POST
@permission_required("cases.change_claim", raise_exception=True)
def prefer_claim(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    """Go by this claim. Only the mark moves; every claim stays."""
    case = writable(Case.objects.all(), request.user, case_ref)
    claim = get_object_or_404(Claim.objects.visible_to(request.user).of_case(case), ref=ref)
    services.prefer(claim)
    messages.success(request, f"Preferred: {claim}.")
    return redirect(claim)


class OperationListView(RecordListView):
    permission_required = "cases.view_rescueoperation"
    queryset = RescueOperation.objects.for_list()
    filterset_class = OperationFilter
    table_class = OperationTable
    icon = "map-pin"
    empty_hint = "Widen the filters. An operation is logged on the page of a case."


class PlaceListView(RecordListView):
    permission_required = "cases.view_place"
    queryset = Place.objects.for_list()
    filterset_class = PlaceFilter
    table_class = PlaceTable
    icon = "building"
    empty_hint = "Widen the filters. A place is added on the page of a case."
