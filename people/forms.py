from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_countries import countries

from cases.models import Case
from core.forms import RecordForm, RowForm, Rows
from people.models import (
    IdentifierKind,
    NameKind,
    NameVariant,
    Person,
    UseRole,
    normal_form,
)
from people.services import FACTS, folded


class CountriesField(forms.CharField):
    """Countries typed by name or code, `Malaysia, TW`; cleaned to `["MY", "TW"]`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Names or ISO codes, with commas between: Malaysia, TW.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        # A name that has a comma itself would be read as two.
        names = [(code, countries.name(code)) for code in value]
        return ", ".join(code if "," in name else name for code, name in names)

    def to_python(self, value: Any) -> list[str]:
        parts = [part.strip() for part in re.split(r"[,;\n]", super().to_python(value))]
        return list(dict.fromkeys(self._code(part) for part in parts if part))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return list(initial or []) != self.to_python(data)
        except ValidationError:
            return True

    def _code(self, text: str) -> str:
        if not (code := country_of(text)):
            raise ValidationError(
                f"“{text}” is not a country. Write its English name or its ISO code: "
                "Malaysia, MY or MYS."
            )
        return code


@lru_cache(maxsize=2_000)
def country_of(text: str) -> str:
    """The code of a country by its name or an ISO code, else nothing. A list asks it for every row.

    ISO numbers are left out: an age in the wrong column is none of them.
    """
    return countries.by_name(text) or ("" if text.isdigit() else countries.alpha2(text))


class PersonForm(RecordForm):
    fieldsets = {"Person": list(FACTS)}

    class Meta:
        model = Person
        fields = list(FACTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["citizenships"] = CountriesField(required=False)


class RoleForm(RecordForm):
    """A form of a role (victim, recruiter) that asks for the facts of its person as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = None if self.instance._state.adding else self.instance.person
        of_person = PersonForm(instance=person)
        for name in FACTS:
            self.fields[name] = of_person.fields[name]
            self.fields[name].initial = of_person.get_initial_for_field(
                of_person.fields[name], name
            )


class CaseChoice:
    """Asks a new record for its case, among those that the user may write on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["case"] = forms.ModelChoiceField(
                Case.objects.editable_by(self.user),
                to_field_name="ref",
                empty_label="Choose a case",
            )


# Rows of names and identifiers -------------------------------------------------------------------


class NameForm(RowForm):
    main = "text"
    kind = forms.ChoiceField(choices=NameKind.choices, initial=NameKind.LEGAL)
    text = forms.CharField(label="Name", max_length=200)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if text:
            folded(text)  # Refuses what is no name.
        return text


class IdentifierForm(RowForm):
    main = "value"
    kind = forms.ChoiceField(choices=IdentifierKind.choices)
    value = forms.CharField(label="Number or name", max_length=200)
    country = forms.ChoiceField(choices=lambda: [("", "Not said"), *countries], label="Country")
    role = forms.ChoiceField(choices=UseRole.choices, label="Role")
    source = forms.CharField(max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("value"):
            try:
                normal_form(data.get("kind", ""), data["value"], data.get("country", ""))
            except ValidationError as error:
                self.add_error("value", error)
        return data


class NameRows(Rows):
    legend = "Names (the first is the one that lists show)"


class IdentifierRows(Rows):
    legend = "Phones, documents and accounts"


NameFormSet = forms.formset_factory(
    NameForm, formset=NameRows, extra=2, can_delete=True, can_delete_extra=False
)
IdentifierFormSet = forms.formset_factory(
    IdentifierForm, formset=IdentifierRows, extra=2, can_delete=True, can_delete_extra=False
)


class NameVariantForm(RecordForm):
    """A new one, a correction, or a retirement: that is the box “in use”."""

    class Meta:
        model = NameVariant
        fields = ["kind", "form", "canonical", "culture", "is_active"]


class TwoNamesForm(forms.Form):
    """Two names to compare on the spot; nothing is kept."""

    one = forms.CharField(max_length=200, label="One name")
    other = forms.CharField(max_length=200, label="Another name")
