from __future__ import annotations

from typing import Any

from django import forms

from core.forms import RecordForm
from people.forms import CaseChoice, RoleForm
from people.models import Person
from people.services import FACTS
from victims.models import JourneyLeg, RecruitmentAccount, Victim

STATUS = ["status", "decided_by", "basis"]
TREATMENT = ["controls", "is_injured"]
ACCOUNT = [
    "channel", "platform", "promised_job", "promised_country", "salary", "currency",
    "claimed_debt", "recruiter", "story",
]  # fmt: skip


class VictimForm(RoleForm):
    fieldsets = {"Person": list(FACTS), "Status": STATUS, "What was done to them": TREATMENT}

    class Meta:
        model = Victim
        fields = [*STATUS, *TREATMENT]


class RecruitmentAccountForm(RecordForm):
    fieldsets = {"How they were recruited": ACCOUNT}

    class Meta:
        model = RecruitmentAccount
        fields = ACCOUNT

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.visible_to(self.user).of_case(victim.person.case)
        self.fields["recruiter"] = forms.ModelChoiceField(
            others.exclude(pk=victim.person_id),
            to_field_name="ref",
            required=False,
            help_text="Who recruited, where the case knows the person.",
        )
        # The choices are named by reference, the model's initial value is not.
        self.initial["recruiter"] = self.instance.recruiter

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].upper()


class FirstAccountForm(forms.ModelForm):
    """What is told of the recruitment when somebody is logged; no recruiter is known by then."""

    class Meta:
        model = RecruitmentAccount
        fields = [name for name in ACCOUNT if name != "recruiter"]


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


class JourneyLegForm(RecordForm):
    fieldsets = {
        "From": ["from_place", "from_country", "departed_on"],
        "To": ["to_place", "to_country", "arrived_on"],
        "How": ["position", "phase", "is_planned", "mode", "flight", "entry"],
    }

    class Meta:
        model = JourneyLeg
        fields = [
            "from_place", "from_country", "departed_on", "to_place", "to_country", "arrived_on",
            "position", "phase", "is_planned", "mode", "flight", "entry",
        ]  # fmt: skip

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["position"].initial = victim.legs.count() + 1
