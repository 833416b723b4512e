"""Rescue operations, and the numbers that were reported of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django_countries import countries

from accounts.models import Agency
from cases.forms.case import DATE
from cases.models import (
    SEXES,
    AgencyPart,
    Case,
    Measure,
    OperationPerson,
    PersonPart,
    Place,
    RescueOperation,
)
from core.forms import RecordForm


class RescueOperationForm(RecordForm):
    fieldsets = {
        "Operation": [
            "kind", "happened_on", "happened_at", "timezone", "place", "trigger", "account",
        ],
        "Who took part": ["lead", "supporting", "agencies"],
        "Who was freed": ["freed", "alerted"],
    }  # fmt: skip

    class Meta:
        model = RescueOperation
        fields = [
            "kind", "happened_on", "happened_at", "timezone", "place", "trigger", "agencies",
            "account",
        ]  # fmt: skip
        widgets = {
            "happened_on": DATE,
            "happened_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.visible_to(self.user).of_case(case)
        known = Agency.objects.visible_to(self.user)
        self._several("lead", known, "Led by", self._agencies(AgencyPart.LEAD))
        self._several("supporting", known, "Also took part", self._agencies(AgencyPart.SUPPORT))
        people = OperationPerson._meta.get_field("person").related_model
        here = people.objects.visible_to(self.user).of_case(case)
        self._several("freed", here, "Freed in it", self._people(PersonPart.FREED), "ref")
        self._several("alerted", here, "Alerted the authorities",
                      self._people(PersonPart.ALERTED), "ref")  # fmt: skip
        self.fields[
            "freed"
        ].help_text = (
            "Only where the case has several operations; else it is everybody who was logged."
        )

    def _several(
        self, name: str, rows: Any, label: str, chosen: list[Any], by: str | None = None
    ) -> None:
        self.fields[name] = forms.ModelMultipleChoiceField(
            rows, required=False, label=label, to_field_name=by, initial=chosen
        )

    def _agencies(self, part: str) -> list[Any]:
        if self.instance._state.adding:
            return []
        return [row.agency_id for row in self.instance.parts.filter(part=part)]

    def _people(self, part: str) -> list[Any]:
        if self.instance._state.adding:
            return []
        return list(self.instance.freed.filter(part=part).values_list("person__ref", flat=True))


class CountForm(forms.Form):
    """A number, who gave it and what it counts."""

    source = forms.CharField(
        max_length=200, label="Who reported it", help_text="A new title becomes a new source."
    )
    measure = forms.ChoiceField(choices=Measure.choices, label="Of what", initial=Measure.TOTAL)
    key = forms.CharField(
        max_length=60, label="Which", help_text="A country such as MY; women or men."
    )
    number = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False  # Rows may stay empty, so no field bears the mark.

    def has_changed(self) -> bool:
        """Whether anything was typed; what was only chosen from a list says nothing alone."""
        return bool({"source", "key", "number"} & set(self.changed_data))

    def clean(self) -> dict[str, Any]:
        for name in ("source", "number"):
            if self.cleaned_data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, "Fill this in, or remove the row.")
        return self.cleaned_data

    def clean_key(self) -> str:
        """MY, Malaysia, women or female: as it is stored."""
        text: str = self.cleaned_data["key"].strip()
        sexes = {word: code for code, plural in SEXES.items() for word in (code, plural)}
        if self.cleaned_data.get("measure") == Measure.SEX:
            return sexes.get(text.lower(), text)
        if self.cleaned_data.get("measure") == Measure.NATIONALITY:
            return countries.by_name(text) or text.upper()
        return text


class CountRows(forms.BaseFormSet):
    legend = "How many, as it was reported"

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"


CountFormSet = forms.formset_factory(
    CountForm, formset=CountRows, extra=3, can_delete=True, can_delete_extra=False
)
