"""What a victim stated, and what protects them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from cases.forms import FileForm
from cases.views import CasePage, UploadView, give_out
from core.models import Record
from core.views import RecordCreateView, RecordEditView, RecordListView, RecordPage, UnderRecord
from victims import services
from victims.filters import ProtectionOrderFilter, StatementFilter
from victims.forms import ProtectionOrderForm, StatementForm
from victims.models import ProtectionOrder, Statement, StatementFile, Victim
from victims.tables import ProtectionOrderTable, StatementTable
from victims.views.story import OfVictim
from victims.views.victim import VictimPage

STATEMENTS = "victims.view_statement"
ORDERS = "victims.view_protectionorder"


class VictimLawView(VictimPage, RecordPage):
    """Statements and protection orders of a victim, a tab of their pages."""

    permission_required = (STATEMENTS, ORDERS)
    template_name = "victims/law.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, victim = self.request.user, self.object
        statements = Statement.objects.visible_to(user).filter(victim=victim)
        orders = ProtectionOrder.objects.visible_to(user).filter(victim=victim)
        today = timezone.localdate()
        return super().get_context_data(
            statements=statements.select_related("taken_by", "earlier").prefetch_related(
                "later", "files"
            ),
            orders=[
                (order, order.state_on(today))
                for order in orders.select_related("renews", "renewed_by")
            ],
            may_write=Victim.objects.editable_by(user).filter(pk=victim.pk).exists(),
            **context,
        )


class StatementListView(RecordListView):
    """Everybody, with the statements that they gave: also those who gave none."""

    permission_required = STATEMENTS
    queryset = Victim.objects.with_statements()
    filterset_class = StatementFilter
    table_class = StatementTable
    title = "Statements"
    icon = "message"


class CaseStatementsView(CasePage, RecordPage):
    """Who of a case has given which statement, a tab of its page."""

    permission_required = STATEMENTS
    template_name = "victims/case_statements.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        rows = Victim.objects.visible_to(self.request.user).of_case(self.object).with_statements()
        table = StatementTable(rows, exclude=["case"])
        RequestConfig(self.request, paginate={"per_page": 50}).configure(table)
        return super().get_context_data(title=self.object.title, table=table, **context)


class ProtectionOrderListView(RecordListView):
    permission_required = ORDERS
    queryset = ProtectionOrder.objects.for_list()
    filterset_class = ProtectionOrderFilter
    table_class = ProtectionOrderTable
    title = "Protection orders"
    icon = "shield-check"
    empty_hint = "Widen the filters. An order is recorded on the page of a victim."


class LawForm(OfVictim):
    def cancel_url(self) -> str:
        return reverse("victims:law", args=[self.parent.ref])


class StatementFormPage(LawForm):
    queryset = Statement.objects.all()
    form_class = StatementForm


class StatementCreateView(StatementFormPage, RecordCreateView):
    permission_required = "victims.add_statement"
    title = "New statement"

    def save(self, data: dict[str, Any]) -> Record:
        return services.take_statement(self.parent, **data)


class StatementEditView(StatementFormPage, RecordEditView):
    permission_required = "victims.change_statement"
    title = "Edit the statement"

    def save(self, data: dict[str, Any]) -> Record:
        return services.edit_statement(self.object, **data)


class StatementFileCreateView(UnderRecord, UploadView):
    """Whoever may change a statement may add what was signed or recorded."""

    permission_required = "victims.change_statement"
    queryset = StatementFile.objects.all()
    form_class = FileForm
    parents = Statement.objects.select_related("victim__person")
    parent_argument = "statement_ref"
    title = "Add a file to the statement"

    def cancel_url(self) -> str:
        return self.parent.get_absolute_url()

    def save(self, data: dict[str, Any]) -> Record:
        upload = data.pop("file")
        return services.add_statement_file(
            self.parent, upload.incoming, name=upload.name, by=self.request.user, **data
        )


@require_GET
@permission_required(STATEMENTS, raise_exception=True)
def statement_file(request: HttpRequest, ref: str) -> HttpResponseBase:
    files = StatementFile.objects.visible_to(request.user).select_related("statement__victim")
    file = get_object_or_404(files, ref=ref)
    return give_out(request, file, of=file.statement)


class OrderFormPage(LawForm):
    queryset = ProtectionOrder.objects.all()
    form_class = ProtectionOrderForm


class OrderCreateView(OrderFormPage, RecordCreateView):
    permission_required = "victims.add_protectionorder"
    title = "New protection order"

    def save(self, data: dict[str, Any]) -> Record:
        return services.grant_order(self.parent, **data)


class OrderEditView(OrderFormPage, RecordEditView):
    permission_required = "victims.change_protectionorder"
    title = "Edit the protection order"

    def save(self, data: dict[str, Any]) -> Record:
        return services.edit_order(self.object, **data)
