from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone

from cases.models import (
    CLOSED,
    AccessState,
    Case,
    Note,
    Place,
    Sensitivity,
)
from core.forms import RecordForm

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CaseForm(RecordForm):
    """The facts of a case. Stage, closing and sealing are acts on its page, each with a reason."""

    fieldsets = {
        "Case": ["title", "country", "opened_on", "summary"],
        "Handling": ["status", "sensitivity"],
        "What happened": ["exploitation", "scams"],
    }

    class Meta:
        model = Case
        fields = [
            "title", "country", "opened_on", "summary", "status", "sensitivity", "exploitation",
            "scams",
        ]  # fmt: skip
        widgets = {"opened_on": DATE}
        help_texts = {"sensitivity": "Open to analysis: analysts of every agency read it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("status", self.instance.is_closed, CLOSED)
        self._offer("sensitivity", self.instance.is_sealed, {Sensitivity.SEALED})
        if self.instance._state.adding:
            self.fields["opened_on"].initial = timezone.localdate

    def _offer(self, name: str, is_settled: bool, by_act: Collection[str]) -> None:
        """The choices that need no act; no field where an act has settled it."""
        if is_settled:
            del self.fields[name]
            return
        field = self.fields[name]
        field.choices = [choice for choice in field.choices if choice[0] not in by_act]


class PlaceForm(RecordForm):
    class Meta:
        model = Place
        fields = [
            "kind",
            "name",
            "address",
            "admin_area",
            "country",
            "latitude",
            "longitude",
        ]


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class AccessDecisionForm(forms.Form):
    state = forms.ChoiceField(
        choices=[(state.value, state.label) for state in (AccessState.GRANTED, AccessState.REFUSED)]
    )
    decision = forms.CharField(max_length=200)
