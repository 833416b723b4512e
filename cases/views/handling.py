"""Acts on a case that need a reason: moving it on, sealing and unsealing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases import services
from cases.forms import MoveForm, ReasonForm
from cases.models import Case
from core.views import writable

SEAL = "cases.seal_case"


@require_POST
@permission_required("cases.change_case", raise_exception=True)
def move_case(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, ref)
    return act(
        request, case, MoveForm(request.POST), services.move_case, "Moved to {0.stage.label}."
    )


@require_POST
@permission_required(SEAL, raise_exception=True)
def seal(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, ref)
    said = "Sealed. Only those named in person open it now; you are one of them."
    return act(request, case, ReasonForm(request.POST), services.seal, said)


@require_POST
@permission_required(SEAL, raise_exception=True)
def unseal(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, ref)
    said = "Unsealed. The agencies on it open it again."
    return act(request, case, ReasonForm(request.POST), services.unseal, said)


def act(
    request: HttpRequest, record: Any, form: Form, service: Callable[..., Any], said: str
) -> HttpResponse:
    """Do it and say so, or say why not; either way back to the record's page."""
    if not form.is_valid():
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        messages.error(request, f"Nothing was changed: {' '.join(reasons)}")
        return redirect(record)
    try:
        changed = service(record, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said.format(changed))
    return redirect(record)
