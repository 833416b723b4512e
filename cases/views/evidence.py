"""Evidence: the list, one item with its custody, the tab of a case, logging and editing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from cases import services
from cases.filters import EvidenceFilter
from cases.forms import (
    AmountFormSet,
    CustodyForm,
    EvidenceForm,
    NewEvidenceForm,
    NumberFormSet,
    StatusForm,
)
from cases.models import (
    Case,
    CustodyEvent,
    EvidenceFile,
    EvidenceItem,
    FileCheck,
    ItemNumber,
    ReportedAmount,
)
from cases.tables import EvidenceTable
from cases.views.case import CasePage
from cases.views.under import InCase
from core.models import Record
from core.views import (
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

VIEW = "cases.view_evidenceitem"
CHANGE = "cases.change_evidenceitem"


class EvidenceListView(RecordListView):
    permission_required = VIEW
    queryset = EvidenceItem.objects.for_list()
    filterset_class = EvidenceFilter
    table_class = EvidenceTable
    title = "Evidence"
    icon = "fingerprint"
    empty_hint = "Widen the filters. Evidence is logged on the page of its case."


class CaseEvidenceView(CasePage, RecordPage):
    """The evidence of one case, a tab of its page."""

    permission_required = VIEW
    template_name = "cases/case_evidence.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        table = EvidenceTable(
            EvidenceItem.objects.visible_to(user).of_case(case).for_list(), exclude=["case"]
        )
        RequestConfig(self.request, paginate={"per_page": 50}).configure(table)
        return super().get_context_data(
            table=table,
            may_write=Case.objects.editable_by(user).filter(pk=case.pk).exists(),
            **context,
        )


class EvidencePage:
    permission_required = VIEW
    queryset = EvidenceItem.objects.for_list()
    list_url = "evidence:list"
    tabs = [
        Tab("Summary", "evidence:detail", VIEW, order=0),
        Tab("History", "evidence:history", VIEW, order=90),
    ]


class EvidenceDetailView(EvidencePage, RecordDetailView):
    template_name = "evidence/evidence_detail.html"
    edit_url = "evidence:edit"
    change_permission = CHANGE

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, item = self.request.user, self.object
        context.setdefault("status_form", StatusForm(item=item))
        return super().get_context_data(
            files=files_of(item, user),
            custody=CustodyEvent.objects.visible_to(user)
            .filter(item=item)
            .select_related("recorded_by")
            .prefetch_related("checks__file"),
            may_write=self.may_change(),
            **context,
        )


def files_of(item: EvidenceItem, user: Any) -> list[EvidenceFile]:
    """The files of an item, each with what the last check found of it as `last`."""
    files = EvidenceFile.objects.visible_to(user).filter(item=item).select_related("uploaded_by")
    checks = FileCheck.objects.filter(file__in=files).select_related("event").order_by("pk")
    last = {check.file_id: check for check in checks}
    rows = list(files)
    for row in rows:
        row.last = last.get(row.pk)
    return rows


class EvidenceHistoryView(EvidencePage, RecordHistoryView):
    children = [ReportedAmount, ItemNumber, EvidenceFile, CustodyEvent]


class EvidenceFormPage:
    """The form of an item: its facts, the amounts and the numbers."""

    queryset = EvidenceItem.objects.select_related("case")
    formsets = {"amounts": AmountFormSet, "numbers": NumberFormSet}

    def get_formset_initial(self, name: str) -> list[dict[str, Any]]:
        if not self.object:
            return []
        fields = {
            "amounts": ("amount", "currency", "as_reported", "source"),
            "numbers": ("kind", "value"),
        }
        return list(getattr(self.object, name).values(*fields[name]))


class EvidenceCreateView(EvidenceFormPage, InCase, RecordCreateView):
    permission_required = "cases.add_evidenceitem"
    form_class = NewEvidenceForm
    title = "Log evidence"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.parent}

    def save(self, data: dict[str, Any]) -> EvidenceItem:
        return services.log_evidence(self.parent, by=self.request.user, **data)

    def get_success_url_for(self, record: Record) -> str:
        return record.get_absolute_url()


class EvidenceEditView(EvidenceFormPage, RecordEditView):
    permission_required = CHANGE
    form_class = EvidenceForm
    title = "Edit the evidence"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.object.case}

    def save(self, data: dict[str, Any]) -> EvidenceItem:
        return services.edit_evidence(self.object, by=self.request.user, **data)


class OfItem(UnderRecord):
    """A form page under an item on whose case the user may write."""

    parents = EvidenceItem.objects.select_related("case")
    parent_argument = "item_ref"


class CustodyCreateView(OfItem, RecordCreateView):
    permission_required = "cases.add_custodyevent"
    queryset = CustodyEvent.objects.all()
    form_class = CustodyForm

    @property
    def title(self) -> str:
        return f"Hand over: {self.parent}"

    def save(self, data: dict[str, Any]) -> CustodyEvent:
        return services.hand_over(self.parent, by=self.request.user, **data)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def change_status(request: HttpRequest, item_ref: str) -> HttpResponse:
    """Held, examined, returned …: what may follow, with the reason."""
    item = writable(EvidenceItem.objects.select_related("case"), request.user, item_ref)
    form = StatusForm(request.POST, item=item)
    if not form.is_valid():
        messages.error(request, "Nothing was changed: choose what it becomes, and say why.")
        return redirect(item)
    try:
        services.change_status(item, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"Saved {item}.")
    return redirect(item)


@require_POST
@permission_required("cases.add_custodyevent", raise_exception=True)
def check_item(request: HttpRequest, item_ref: str) -> HttpResponse:
    """Read the files of an item again, as a job, and compare."""
    item = writable(EvidenceItem.objects.select_related("case"), request.user, item_ref)
    return redirect(services.start_check(item.case, item=item, by=request.user))


@require_POST
@permission_required("cases.add_custodyevent", raise_exception=True)
def check_case(request: HttpRequest, case_ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, case_ref)
    return redirect(services.start_check(case, by=request.user))
