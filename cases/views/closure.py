"""Asking to close a case, answering, and reopening it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from cases import header, services
from cases.forms import ClosureDecisionForm, ClosureForm, ReasonForm
from cases.models import Case, Closure
from cases.views.handling import act
from cases.views.under import InCase
from core.views import RecordCreateView, writable


class ClosureCreateView(InCase, RecordCreateView):
    permission_required = "cases.add_closure"
    queryset = Closure.objects.all()
    form_class = ClosureForm
    template_name = "cases/closure_form.html"
    title = "Ask for the case to be closed"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        undone = header.undone(self.parent, self.request.user)
        return super().get_context_data(
            undone=undone, submit_label="Ask a supervisor to close it", **context
        )

    def save(self, data: dict[str, Any]) -> Closure:
        return services.request_closure(self.parent, by=self.request.user, **data)


@require_POST
@permission_required("cases.decide_closure", raise_exception=True)
def decide_closure(request: HttpRequest, ref: str) -> HttpResponse:
    closure = get_object_or_404(Closure.objects.decidable_by(request.user), ref=ref)
    form = ClosureDecisionForm(request.POST)
    return act(request, closure, form, services.decide_closure, "{0.state.label}.")


@require_POST
@permission_required("cases.reopen_case", raise_exception=True)
def reopen_case(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, ref)
    said = "Reopened at the stage “{0.stage.label}”."
    return act(request, case, ReasonForm(request.POST), services.reopen_case, said)
