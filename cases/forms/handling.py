"""Acts on a case: what each of them asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Case, Closure, ClosureState, Flag, Stage
from core.forms import RecordForm


class MoveForm(forms.Form):
    stage = forms.ChoiceField(
        choices=Stage.choices, error_messages={"required": "Choose the stage to move it to."}
    )
    note = forms.CharField(required=False, max_length=200)


class ReasonForm(forms.Form):
    """Why somebody does what needs a reason."""

    reason = forms.CharField(max_length=200, error_messages={"required": "Say why."})


class FlagForm(RecordForm):
    class Meta:
        model = Flag
        fields = ["kind", "person", "reason"]

    def __init__(self, *args: Any, case: Case, about: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["person"].queryset.model.objects.visible_to(self.user).of_case(case)
        self.fields["person"].queryset = people
        self.fields["person"].empty_label = "The whole case"
        self.fields["person"].initial = people.filter(ref=about).first() if about else None


class ClosureForm(RecordForm):
    class Meta:
        model = Closure
        fields = ["reason", "account"]


class ClosureDecisionForm(forms.Form):
    state = forms.ChoiceField(
        choices=[(s.value, s.label) for s in (ClosureState.APPROVED, ClosureState.SENT_BACK)]
    )
    answer = forms.CharField(required=False, max_length=200)


class OptionalNoteForm(forms.Form):
    note = forms.CharField(required=False, max_length=200)
