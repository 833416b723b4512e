"""Acts on a case: what each of them asks for."""

from __future__ import annotations

from django import forms

from cases.models import Stage


class MoveForm(forms.Form):
    stage = forms.ChoiceField(
        choices=Stage.choices, error_messages={"required": "Choose the stage to move it to."}
    )
    note = forms.CharField(required=False, max_length=200)


class ReasonForm(forms.Form):
    """Why somebody does what needs a reason."""

    reason = forms.CharField(max_length=200, error_messages={"required": "Say why."})


class OptionalNoteForm(forms.Form):
    note = forms.CharField(required=False, max_length=200)
