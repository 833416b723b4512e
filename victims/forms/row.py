"""One row of a table of people: the grid of an intake, and a line of an imported file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import PartialDate
from core.fields import PartialDateFormField
from people.forms import CountriesField
from people.models import IdentifierKind, NameKind, Sex, UseRole, normal_form
from people.normalise import SEX_WORDS
from people.services import Row, folded
from victims.forms.care import LanguagesField
from victims.models import TraffickingStatus

NAMES = {
    "name": NameKind.LEGAL,
    "native_name": NameKind.NATIVE,
    "alias": NameKind.ALIAS,
}
IDENTIFIERS = {
    "passport": (IdentifierKind.PASSPORT, UseRole.HOLDER),
    "national_id": (IdentifierKind.NATIONAL_ID, UseRole.HOLDER),
    "phone": (IdentifierKind.PHONE, UseRole.USER),
    "email": (IdentifierKind.EMAIL, UseRole.USER),
}
#: Fact → the column that says it.
FACTS = {
    "sex": "sex",
    "born_on": "born",
    "age_stated": "age",
    "citizenships": "citizenship",
    "languages": "language",
    "status": "status",
    "remarks": "note",
}


class WordField(forms.CharField):
    """A word of a closed list, by its code or its English label; cleaned to the code."""

    def __init__(self, *, words: dict[str, str], offer: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words, self.offer = words, offer

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and text.casefold() not in self.words:
            raise ValidationError(f"“{text}” is not understood. Write {self.offer}.")
        return self.words.get(text.casefold(), "")


class SeveralField(forms.CharField):
    """Several values in one cell, with semicolons or line breaks between; cleaned to a list."""

    def to_python(self, value: Any) -> list[str]:
        parts = (part.strip() for part in re.split(r"[;\n]", super().to_python(value)))
        return list(dict.fromkeys(filter(None, parts)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tells the grid how lines pasted into the cell are joined."""
        return super().widget_attrs(widget) | {"data-several": ""}

    def validate(self, value: list[str]) -> None:
        if long := next((part for part in value if len(part) > 200), None):
            raise ValidationError(f"“{long[:40]}…” is longer than 200 characters; shorten it.")

    def run_validators(self, value: list[str]) -> None:
        """Those of a text; each value is checked by its kind."""
        super().run_validators(";".join(value))


class RowForm(forms.Form):
    """Validates one flat row of text cells; `facts()` are the arguments of `services.register`.

    The grid of an intake and the import of files both read their rows with it, so that a cell
    means the same in both. Closed vocabularies take a code or an English label and are never
    extended; dates may be partial.
    """

    name = forms.CharField(required=False, max_length=200)
    native_name = forms.CharField(label="Name in native script", required=False, max_length=200)
    alias = SeveralField(required=False, help_text="Several with semicolons between.")
    sex = WordField(
        required=False,
        words=SEX_WORDS | {word.casefold(): code for code, word in Sex.choices},
        offer="female, male, other or unknown; F, M or X will do",
    )
    born = PartialDateFormField(required=False)
    age = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Write the age in whole years, such as 24."},
    )
    citizenship = CountriesField(required=False)
    passport = forms.CharField(required=False, max_length=200)
    passport_country = CountriesField(label="Passport issued by", required=False)
    national_id = forms.CharField(label="National identity number", required=False, max_length=200)
    phone = SeveralField(required=False, help_text="Several with semicolons between.")
    email = SeveralField(label="E-mail", required=False)
    language = LanguagesField(required=False)
    status = WordField(
        required=False,
        words={
            word.casefold(): code
            for code, label in TraffickingStatus.choices
            for word in (code, label)
        },
        offer=", ".join(TraffickingStatus.labels),
    )
    note = forms.CharField(required=False, max_length=5000)

    def clean_born(self) -> PartialDate | None:
        born: PartialDate | None = self.cleaned_data["born"]
        if born and born.earliest > timezone.localdate():
            raise ValidationError(f"{born.words} lies in the future; check the year.")
        return born

    def clean_passport_country(self) -> str:
        issuers: list[str] = self.cleaned_data["passport_country"]
        if len(issuers) > 1:
            raise ValidationError("One country issues a passport; write the one that did.")
        return issuers[0] if issuers else ""

    def clean(self) -> dict[str, Any]:
        for column in NAMES:
            self._check(column, folded)
        for column, (kind, _) in IDENTIFIERS.items():
            country = self._country(column)
            self._check(column, lambda value, k=kind, c=country: normal_form(k, value, c))
        if not any(self._cells(column) for column in NAMES) and not self._has_error_in(NAMES):
            self.add_error("name", "Write a name, or what the person is called until it is known.")
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """What the row says, as keyword arguments of `victims.services.register`; of a row with
        mistakes, what is understood."""
        told = {name: self.cleaned_data.get(column) for name, column in FACTS.items()}
        return {
            "names": list(self._names()),
            "identifiers": list(self._identifiers()),
            **{name: value for name, value in told.items() if value not in ("", None, [])},
        }

    def _names(self) -> Iterator[Row]:
        for column, kind in NAMES.items():
            for text in self._cells(column):
                yield {"kind": kind, "text": " ".join(text.split())}

    def _identifiers(self) -> Iterator[Row]:
        for column, (kind, role) in IDENTIFIERS.items():
            for value in self._cells(column):
                yield {
                    "kind": kind,
                    "value": value,
                    "country": self._country(column),
                    "role": role,
                }

    def _cells(self, column: str) -> list[str]:
        value = self.cleaned_data.get(column) or []
        return [value] if isinstance(value, str) else value

    def _country(self, column: str) -> str:
        """Who issues the number: of passports only who is named, else the one citizenship."""
        if column == "passport":
            return self.cleaned_data.get("passport_country") or ""
        citizenships = self.cleaned_data.get("citizenship") or []
        return citizenships[0] if column != "email" and len(citizenships) == 1 else ""

    def _check(self, column: str, check: Any) -> None:
        for value in self._cells(column):
            try:
                check(value)
            except ValidationError as error:
                self.add_error(column, error)

    def _has_error_in(self, columns: Any) -> bool:
        return any(column in self.errors for column in columns)
