"""Referrals and transfers: incoming and outgoing, one of them, sending and answering."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from audit import history
from cases import services
from cases.filters import ReferralFilter
from cases.forms import (
    HandoverForm,
    OptionalNoteForm,
    ReferralAnswerForm,
    ReferralForm,
    TransferForm,
)
from cases.models import Referral, ReferralKind
from cases.tables import ReferralTable
from cases.views.handling import act
from cases.views.under import InCase
from core.models import Record
from core.views import RecordCreateView, RecordListView, RecordPage

VIEW = "cases.view_referral"
SEND = "cases.add_referral"
ANSWER = "cases.answer_referral"


class ReferralListView(RecordListView):
    permission_required = VIEW
    queryset = Referral.objects.all()
    filterset_class = ReferralFilter
    table_class = ReferralTable
    title = "Referrals"
    icon = "send"
    empty_hint = "Widen the filters. A case is referred to another agency on its own page."

    def get_queryset(self) -> Any:
        return super().get_queryset().for_list(self.request.user)


class ReferralDetailView(RecordPage):
    """What is asked and answered; of the case nothing that the reader may not open."""

    permission_required = VIEW
    queryset = Referral.objects.all()
    template_name = "referrals/referral_detail.html"
    list_url = "referrals:list"

    def get_queryset(self) -> Any:
        return super().get_queryset().for_list(self.request.user)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, mine = self.request.user, Referral.objects.filter(pk=self.object.pk)
        return super().get_context_data(
            history=history.of(self.object),
            may_answer=mine.answerable_by(user).exists(),
            may_finish=mine.finishable_by(user).exists(),
            may_revoke=mine.revocable_by(user).exists(),
            **context,
        )


class ReferralCreateView(InCase, RecordCreateView):
    permission_required = SEND
    queryset = Referral.objects.all()
    form_class = ReferralForm
    title = "Refer the case to another agency"
    kind = ReferralKind.REFERRAL

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(submit_label="Send it", **context)

    def save(self, data: dict[str, Any]) -> Referral:
        return services.send_referral(self.parent, by=self.request.user, kind=self.kind, **data)

    def get_success_url_for(self, record: Record) -> str:
        return record.get_absolute_url()


class TransferCreateView(ReferralCreateView):
    form_class = TransferForm
    title = "Hand the case over to another agency"
    kind = ReferralKind.TRANSFER


@require_POST
@permission_required(ANSWER, raise_exception=True)
def answer_referral(request: HttpRequest, ref: str) -> HttpResponse:
    referral = get_object_or_404(Referral.objects.answerable_by(request.user), ref=ref)
    form = ReferralAnswerForm(request.POST)
    return act(request, referral, form, services.answer_referral, "{0.status.label}.")


@require_POST
@permission_required(ANSWER, raise_exception=True)
def finish_referral(request: HttpRequest, ref: str) -> HttpResponse:
    referral = get_object_or_404(Referral.objects.finishable_by(request.user), ref=ref)
    said = "Done. Your agency no longer reads the case by this referral."
    return act(request, referral, HandoverForm(request.POST), services.finish_referral, said)


@require_POST
@permission_required(SEND, raise_exception=True)
def revoke_referral(request: HttpRequest, ref: str) -> HttpResponse:
    referral = get_object_or_404(Referral.objects.revocable_by(request.user), ref=ref)
    said = "Revoked: {0.to_agency} no longer reads the case by it."
    return act(request, referral, OptionalNoteForm(request.POST), services.revoke_referral, said)
