from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_countries import countries

from accounts.models import User
from cases.models import AccessState, Case, CaseTask, Note, Place, RescueOperation, TaskStatus
from core.forms import RecordForm

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CaseForm(RecordForm):
    fieldsets = {
        "Case": ["title", "country", "opened_on", "summary"],
        "Handling": ["status", "stage", "sensitivity"],
        "What happened": ["exploitation", "scams"],
    }

    class Meta:
        model = Case
        fields = [
            "title", "country", "opened_on", "summary", "status", "stage", "sensitivity",
            "exploitation", "scams",
        ]  # fmt: skip
        widgets = {"opened_on": DATE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["opened_on"].initial = timezone.localdate


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


class TaskForm(RecordForm):
    fieldsets = {
        "Task": ["title", "details", "person"],
        "Who and when": ["owner", "due_on", "priority"],
    }

    class Meta:
        model = CaseTask
        fields = ["title", "details", "owner", "due_on", "priority", "person"]
        widgets = {"due_on": DATE, "details": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["person"].queryset.model.objects
        self.fields["person"].queryset = people.visible_to(self.user).of_case(case)
        self.fields["owner"].queryset = workers_on(case, self.user)


def workers_on(case: Case, user: User) -> Any:
    """Colleagues of the user, and those of other agencies who are named on the case."""
    named = User.objects.get_queryset().filter(assignments__in=case.assignments.live())
    return (User.objects.visible_to(user) | named).distinct()


class TaskStatusForm(forms.Form):
    status = forms.ChoiceField(choices=TaskStatus.choices)
    note = forms.CharField(required=False, max_length=200)


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
