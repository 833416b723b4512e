"""Statements and protection orders."""

from __future__ import annotations

from typing import Any

from accounts.models import Agency
from cases.forms import DATE
from victims.forms.story import OfVictimForm
from victims.models import ProtectionOrder, Statement


class StatementForm(OfVictimForm):
    fieldsets = {
        "Statement": [
            "kind", "taken_on", "taken_by", "place", "language", "interpreter", "read_back",
            "signed", "cooperation", "summary",
        ],
        "The original": ["file_ref"],
        "An earlier one": ["earlier", "amends"],
    }  # fmt: skip

    class Meta:
        model = Statement
        fields = [
            "kind", "taken_on", "taken_by", "place", "language", "interpreter", "read_back",
            "signed", "cooperation", "summary", "file_ref", "earlier", "amends",
        ]  # fmt: skip
        widgets = {"taken_on": DATE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_by"].queryset = Agency.objects.visible_to(self.user)
        others = Statement.objects.visible_to(self.user).filter(victim=self.victim)
        self.choose("earlier", others.exclude(pk=self.instance.pk), label="Earlier statement")


class ProtectionOrderForm(OfVictimForm):
    fieldsets = {
        "Order": ["kind", "statute", "court", "issued_on", "effective_on", "expires_on", "renews"],
        "What it says": ["refuge", "conditions", "report_due_on"],
        "Revoked": ["revoked_on", "revoked_because"],
    }

    class Meta:
        model = ProtectionOrder
        fields = [
            "kind", "statute", "court", "issued_on", "effective_on", "expires_on", "refuge",
            "conditions", "report_due_on", "renews", "revoked_on", "revoked_because",
        ]  # fmt: skip
        widgets = dict.fromkeys(
            ["issued_on", "effective_on", "expires_on", "report_due_on", "revoked_on"], DATE
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = ProtectionOrder.objects.visible_to(self.user).filter(victim=self.victim)
        self.choose("renews", others.exclude(pk=self.instance.pk), label="Renews")
