"""Asking for access to a case that one cannot open, and answering."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from audit.models import Access
from audit.services import log_access
from cases import services
from cases.forms import AccessDecisionForm
from cases.models import AccessRequest
from core.views import (
    Closed,
)


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
