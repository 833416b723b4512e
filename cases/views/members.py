"""Who works on a case: the tab, and what supervisors do there."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases import services
from cases.forms import MemberForm, NewMemberForm, OptionalNoteForm
from cases.models import Assignment, Case
from cases.views.case import CasePage
from cases.views.handling import act
from cases.views.under import InCase
from core.models import Record
from core.views import RecordCreateView, RecordEditView, RecordPage, writable

CHANGE = "cases.change_assignment"


class CaseMembersView(CasePage, RecordPage):
    template_name = "cases/members.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        members = Assignment.objects.visible_to(user).filter(case=case)
        members = members.select_related("agency", "user__agency")
        may_write = Case.objects.editable_by(user).filter(pk=case.pk).exists()
        return super().get_context_data(
            members=[member for member in members if not member.has_ended],
            ended=[member for member in members if member.has_ended],
            may_change=may_write and user.has_perm(CHANGE),
            may_seal=may_write and user.has_perm("cases.seal_case"),
            **context,
        )


class OfCaseMembers(InCase):
    queryset = Assignment.objects.select_related("case", "agency", "user")

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(case=self.parent)

    def cancel_url(self) -> str:
        return reverse("cases:members", args=[self.parent.ref])

    def get_success_url_for(self, record: Record) -> str:
        return self.cancel_url()


class MemberCreateView(OfCaseMembers, RecordCreateView):
    permission_required = "cases.add_assignment"
    form_class = NewMemberForm
    title = "Name somebody on the case"

    def save(self, data: dict[str, Any]) -> Assignment:
        return services.assign(self.parent, **data)


class MemberEditView(OfCaseMembers, RecordEditView):
    permission_required = CHANGE
    form_class = MemberForm

    @property
    def title(self) -> str:
        return f"Change how {self.object.user or self.object.agency} works on the case"

    def save(self, data: dict[str, Any]) -> Assignment:
        return services.edit_member(self.object, **data)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def end_member(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, case_ref)
    member = get_object_or_404(Assignment.objects.filter(case=case), ref=ref)
    form = OptionalNoteForm(request.POST)
    return act(request, member, form, services.end_member, "Ended: {0}.")
