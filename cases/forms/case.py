from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_countries import countries

from cases.models import (
    CLOSED,
    AccessState,
    Case,
    Note,
    Place,
    RescueOperation,
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


class CountsField(forms.CharField):
    """Numbers by nationality, typed as `MY 43, TW 1`; cleaned to `{"MY": 43, "TW": 1}`."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return ", ".join(f"{code} {number}" for code, number in value.items())

    def to_python(self, value: Any) -> dict[str, int]:
        text = super().to_python(value)
        return dict(self._count(part) for part in text.split(",") if part.strip())

    def _count(self, part: str) -> tuple[str, int]:
        code, _, number = part.strip().partition(" ")
        if code.upper() not in countries or not number.strip().isdigit():
            raise ValidationError(
                f"“{part.strip()}” is not a country code and a number; write MY 43, TW 1."
            )
        return code.upper(), int(number)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")


class RescueOperationForm(RecordForm):
    reported_by_country = CountsField(
        required=False,
        label="By nationality, as reported",
        help_text="Such as MY 43, TW 1.",
    )
    fieldsets = {
        "Operation": ["kind", "happened_on", "place", "trigger", "agencies", "account"],
        "Counts as reported": [
            "reported_rescued", "reported_women", "reported_men", "reported_by_country",
            "reported_by",
        ],
    }  # fmt: skip

    class Meta:
        model = RescueOperation
        fields = [
            "kind", "happened_on", "place", "trigger", "agencies", "account", "reported_rescued",
            "reported_women", "reported_men", "reported_by_country", "reported_by",
        ]  # fmt: skip
        widgets = {"happened_on": DATE}

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.visible_to(self.user).of_case(case)


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
