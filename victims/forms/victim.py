from __future__ import annotations

from typing import Any

from django import forms

from people.forms import CaseChoice, RoleForm
from people.services import FACTS
from victims.models import RecruitmentAccount, Victim

STATUS = ["status", "decided_by", "basis"]
TREATMENT = ["controls", "is_injured", "is_crime_victim"]
#: What is asked of the recruitment when somebody is logged; no recruiter is known by then.
FIRST_ACCOUNT = [
    "channel", "platform", "promised_job", "promised_country", "salary", "currency",
    "claimed_debt", "story",
]  # fmt: skip


class VictimForm(RoleForm):
    fieldsets = {"Person": list(FACTS), "Status": STATUS, "What was done to them": TREATMENT}

    class Meta:
        model = Victim
        fields = [*STATUS, *TREATMENT]


class FirstAccountForm(forms.ModelForm):
    class Meta:
        model = RecruitmentAccount
        fields = FIRST_ACCOUNT


class NewVictimForm(CaseChoice, VictimForm):
    """Person, role and a first account of the recruitment, for which one page must do."""

    fieldsets = VictimForm.fieldsets | {"Person": ["case", *FACTS]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("case"):
            self.fields["case"].widget = forms.HiddenInput()  # The heading says it.
        self.account_fields = FirstAccountForm().fields
        self.fields |= self.account_fields

    @property
    def account_group(self) -> list[forms.BoundField]:
        return [self[name] for name in self.account_fields]

    @property
    def account_is_begun(self) -> bool:
        return any(field.value() for field in self.account_group)

    def clean(self) -> dict[str, Any]:
        """Gathers the account; one of which nothing was told is none."""
        data = super().clean() or self.cleaned_data
        account = {name: data.pop(name) for name in self.account_fields if name in data}
        data["accounts"] = [account] if any(account.values()) else []
        return data
