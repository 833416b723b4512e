from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Agency, AgencyKind, User
from core.forms import RecordForm
from repatriation.models import Repatriation
from repatriation.workflow import Status, StepKind
from victims.models import Victim

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def missions(user: User) -> Any:
    return Agency.objects.visible_to(user).filter(kind=AgencyKind.EMBASSY)


class OpenReturnForm(RecordForm):
    """The beginning of a way home; the countries are guessed from the case and the citizenship."""

    class Meta:
        model = Repatriation
        fields = ["mission", "from_country", "to_country", "planned_on"]
        widgets = {"planned_on": DATE}

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mission"].queryset = missions(self.user)
        self.fields["from_country"].initial = victim.person.case.country
        self.fields["to_country"].initial = next(iter(victim.person.citizenships), None)


class RepatriationForm(RecordForm):
    class Meta:
        model = Repatriation
        fields = ["mission", "officer", "planned_on"]
        widgets = {"planned_on": DATE}
        help_texts = {
            "mission": "Handing it to another mission: leave the officer empty. "
            "That mission's officers see it then, and yours no longer.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mission"].queryset = missions(self.user)
        self.fields["officer"].queryset = User.objects.visible_to(self.user).filter(
            agency=self.instance.mission_id, is_active=True
        )


# Many at once -------------------------------------------------------------------------------------


class ChosenForm(forms.Form):
    """The ticked returns: only such as the user may see and change."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="ref",
        label="Returns",
        error_messages={
            "required": "Tick at least one return, then try again.",
            "invalid_choice": "“%(value)s” is not among the returns that you may change. "
            "Nothing was changed; reload the list and tick again.",
        },
    )
    note = forms.CharField(required=False, max_length=200, label="Note")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = Repatriation.objects.editable_by(user)


class CompleteForm(ChosenForm):
    kind = forms.ChoiceField(
        choices=[("", "Choose a step"), *StepKind.choices],
        label="Step",
        error_messages={"required": "Choose the step that is done."},
    )
    on = forms.DateField(
        required=False,
        label="Done on",
        widget=DATE,
        initial=timezone.localdate,
    )


class AdvanceForm(ChosenForm):
    status = forms.ChoiceField(
        choices=[("", "Choose a status"), *Status.choices],
        label="Status",
        error_messages={"required": "Choose the status to move them to."},
    )
