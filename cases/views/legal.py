"""Legal actions and requests: of one case, of all, and the sections that may be charged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit import history
from cases import services
from cases.filters import LegalActionFilter, LegalRequestFilter, StatuteFilter
from cases.forms import LegalActionForm, LegalRequestForm, StageForm, StatuteForm
from cases.legal import LegalStage, Outcome, median_days
from cases.models import Case, Charged, LegalAction, LegalRequest, StageReached, Statute
from cases.tables import LegalActionTable, LegalRequestTable, StatuteTable
from cases.views.case import CasePage
from cases.views.sources import OfCase
from core.models import Record
from core.views import (
    RecordCreateView,
    RecordDetailView,
    RecordEditView,
    RecordListView,
    RecordPage,
    writable,
)

VIEW = "cases.view_legalaction"
CHANGE = "cases.change_legalaction"


class LegalListView(RecordListView):
    """What was charged, how far it came, how long each stage takes."""

    permission_required = VIEW
    queryset = LegalAction.objects.for_list()
    filterset_class = LegalActionFilter
    table_class = LegalActionTable
    title = "Legal actions"
    icon = "gavel"
    empty_hint = "Widen the filters. An action is begun on the page of a case."

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        actions = self.object_list.order_by()
        convicted = actions.filter(outcome=Outcome.CONVICTED).count()
        cards = [{"label": "Convictions", "value": convicted, "icon": "gavel"}]
        steps = StageReached.objects.filter(action__in=actions.values("pk"))
        lasted = median_days(steps.order_by("pk").values_list("action", "stage", "on"))
        for stage in LegalStage:
            if stage in lasted:
                left, days = lasted[stage.value]
                cards.append(
                    {
                        "label": f"{stage.label}: median of {left}",
                        "value": f"{days} day{'s' if days != 1 else ''}",
                        "icon": stage.icon,
                    }
                )
        return super().get_context_data(summary=cards, **context)


class LegalRequestListView(RecordListView):
    permission_required = "cases.view_legalrequest"
    queryset = LegalRequest.objects.for_list()
    filterset_class = LegalRequestFilter
    table_class = LegalRequestTable
    title = "Requests to other countries"
    icon = "send"
    empty_hint = "Widen the filters. A request is recorded on the page of a case."


class StatuteListView(RecordListView):
    permission_required = "cases.view_statute"
    queryset = Statute.objects.all()
    filterset_class = StatuteFilter
    table_class = StatuteTable
    title = "Statutes"
    icon = "scale"
    create_url = "legal:create_statute"
    add_permission = "cases.add_statute"


class CaseLegalView(CasePage, RecordPage):
    """What the law does about a case, a tab of its page."""

    permission_required = VIEW
    template_name = "cases/legal.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        return super().get_context_data(
            actions=LegalAction.objects.visible_to(user).of_case(case).for_list(),
            requests=LegalRequest.objects.visible_to(user).of_case(case).for_list(),
            may_write=Case.objects.editable_by(user).filter(pk=case.pk).exists(),
            **context,
        )


class LegalActionView(RecordDetailView):
    """One action with its stages and its history: it is too small for tabs."""

    permission_required = VIEW
    queryset = LegalAction.objects.for_list()
    template_name = "legal/action_detail.html"
    list_url = "legal:list"
    edit_url = "legal:edit"
    change_permission = CHANGE

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        action = self.object
        return super().get_context_data(
            title=str(action.statute),
            steps=action.steps.select_related("by"),
            requests=LegalRequest.objects.visible_to(self.request.user).filter(action=action),
            stage_form=StageForm(action=action),
            history=history.of(action, Charged, StageReached),
            **context,
        )


class LegalActionCreateView(OfCase, RecordCreateView):
    permission_required = "cases.add_legalaction"
    queryset = LegalAction.objects.all()
    form_class = LegalActionForm
    title = "New legal action"

    def cancel_url(self) -> str:
        return reverse("cases:legal", args=[self.parent.ref])

    def save(self, data: dict[str, Any]) -> LegalAction:
        on = data.pop("reported_on")
        return services.begin_action(self.parent, on=on, by=self.request.user, **data)


class LegalActionEditView(RecordEditView):
    permission_required = CHANGE
    queryset = LegalAction.objects.select_related("case", "statute")
    form_class = LegalActionForm
    title = "Edit the legal action"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.object.case}

    def save(self, data: dict[str, Any]) -> LegalAction:
        return services.edit_action(self.object, **data)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def reach_stage(request: HttpRequest, ref: str) -> HttpResponse:
    """Record the next stage of an action, or say why it cannot follow."""
    action = writable(LegalAction.objects.all(), request.user, ref)
    form = StageForm(request.POST, action=action)
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, f"Nothing was saved. {' '.join(problems)}")
        return redirect(action)
    try:
        services.reach(action, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(action)


class LegalRequestCreateView(OfCase, RecordCreateView):
    permission_required = "cases.add_legalrequest"
    queryset = LegalRequest.objects.all()
    form_class = LegalRequestForm
    title = "New request"

    def cancel_url(self) -> str:
        return reverse("cases:legal", args=[self.parent.ref])

    def save(self, data: dict[str, Any]) -> LegalRequest:
        return services.file_request(self.parent, **data)


class LegalRequestEditView(RecordEditView):
    permission_required = "cases.change_legalrequest"
    queryset = LegalRequest.objects.select_related("case", "person", "action__statute")
    form_class = LegalRequestForm
    title = "Edit the request"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.object.case}

    def save(self, data: dict[str, Any]) -> LegalRequest:
        return services.edit_request(self.object, **data)


class StatutePage:
    queryset = Statute.objects.all()
    form_class = StatuteForm

    def get_success_url_for(self, record: Record) -> str:
        return reverse("legal:statutes")


class StatuteCreateView(StatutePage, RecordCreateView):
    permission_required = "cases.add_statute"
    title = "New section"

    def save(self, data: dict[str, Any]) -> Statute:
        return services.add_statute(**data)


class StatuteEditView(StatutePage, RecordEditView):
    permission_required = "cases.change_statute"
    title = "Edit the section"

    def save(self, data: dict[str, Any]) -> Statute:
        return services.edit_statute(self.object, **data)
