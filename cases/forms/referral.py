"""Referring a case to another agency, and handing it over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Agency
from cases.forms.case import DATE
from cases.models import Referral, ReferralStatus
from core.forms import RecordForm

#: So long the agency that hands a case over reads it, unless it says otherwise.
KEEP = timedelta(days=90)


class ReferralForm(RecordForm):
    fieldsets = {
        "To whom, and why": ["to_agency", "reason", "details", "due_on"],
        "What is shared, and on which ground": ["parts", "basis", "basis_note"],
    }

    class Meta:
        model = Referral
        fields = ["to_agency", "reason", "details", "due_on", "parts", "basis", "basis_note"]
        widgets = {"due_on": DATE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(self.user)
        self.fields["to_agency"].queryset = agencies.exclude(pk=self.user.agency_id)


class TransferForm(ReferralForm):
    fieldsets = {
        "To whom, and why": ["to_agency", "reason", "details", "due_on"],
        "On which ground": ["basis", "basis_note"],
        "Afterwards": ["keep_until"],
    }

    class Meta(ReferralForm.Meta):
        fields = ["to_agency", "reason", "details", "due_on", "basis", "basis_note", "keep_until"]
        widgets = {"due_on": DATE, "keep_until": DATE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep_until"].required = True
        self.fields["keep_until"].initial = timezone.localdate() + KEEP


class ReferralAnswerForm(forms.Form):
    status = forms.ChoiceField(
        choices=[(s.value, s.label) for s in (ReferralStatus.ACCEPTED, ReferralStatus.REJECTED)]
    )
    note = forms.CharField(required=False, max_length=200)


class HandoverForm(forms.Form):
    handover = forms.CharField(
        max_length=2000, error_messages={"required": "Say what was done, in the hand-over note."}
    )
