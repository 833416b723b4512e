"""Raising and lowering the warnings of a case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from cases import services
from cases.forms import FlagForm, ReasonForm
from cases.models import Case, Flag
from cases.views.handling import act
from cases.views.under import InCase
from core.models import Record
from core.views import RecordCreateView, writable


class FlagCreateView(InCase, RecordCreateView):
    """`?person=<ref>` says about whom, as the button on a person's page does."""

    permission_required = "cases.add_flag"
    queryset = Flag.objects.all()
    form_class = FlagForm
    title = "Raise a flag"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "case": self.parent,
            "about": self.request.GET.get("person", ""),
        }

    def save(self, data: dict[str, Any]) -> Flag:
        return services.raise_flag(self.parent, by=self.request.user, **data)

    def get_success_url_for(self, record: Record) -> str:
        person = record.person
        return person.get_absolute_url() if person else super().get_success_url_for(record)


@require_POST
@permission_required("cases.change_flag", raise_exception=True)
def lower_flag(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, case_ref)
    flag = get_object_or_404(Flag.objects.filter(case=case), ref=ref)
    return act(request, flag, ReasonForm(request.POST), services.lower_flag, "Lowered: {0}.")
