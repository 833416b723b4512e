"""Model and form fields that Django does not have."""

from __future__ import annotations

from functools import partialmethod
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django_countries import countries
from django_countries import fields as library

from core.dates import HOW_TO_WRITE, PartialDate


class PartialDateField(models.CharField):
    """Holds a `PartialDate` as text that sorts by time (see `core.dates`)."""

    _pyi_private_set_type: PartialDate | str | None
    _pyi_private_get_type: PartialDate | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 11
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})

    def from_db_value(self, value: str | None, *_: Any) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if not value or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        return str(value) if value else None

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def run_validators(self, value: Any) -> None:
        """The value is a date already; the text validators of CharField do not apply."""

    def formfield(self, **kwargs: Any) -> Any:
        return PartialDateFormField(
            required=not self.blank,
            label=self.verbose_name and str(self.verbose_name).capitalize(),
            help_text=self.help_text or HOW_TO_WRITE,
        )


class PartialDateFormField(forms.CharField):
    """Reads a date that a person typed, whole or in part."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 30, "help_text": HOW_TO_WRITE, **kwargs})

    def to_python(self, value: Any) -> PartialDate | None:
        text = super().to_python(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def run_validators(self, value: Any) -> None:
        """Lengths of the text say nothing about the date that it was read as."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")


class ChoiceArrayField(ArrayField):
    """A set of codes out of a closed list, shown as a list of tick boxes."""

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        """Adds `get_<name>_display()`: the labels, with commas between."""
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, f"get_{name}_display", partialmethod(_labels, field=self))

    def formfield(self, **kwargs: Any) -> Any:
        return super(ArrayField, self).formfield(
            **{
                "form_class": forms.TypedMultipleChoiceField,
                "choices": self.base_field.choices,
                "coerce": self.base_field.to_python,
                "widget": forms.CheckboxSelectMultiple,
                **kwargs,
            }
        )


def _labels(record: models.Model, field: ChoiceArrayField) -> str:
    labels = dict(field.base_field.flatchoices)
    return ", ".join(str(labels.get(code, code)) for code in field.value_from_object(record))


class CodeField(models.CharField):
    """A code out of a closed list; read from the database it is a member of that list.

    So a template can ask the value itself for its label, and a badge for its tone and icon.
    """

    _pyi_private_get_type: Any

    def __init__(self, codes: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.codes = codes
        if codes:
            kwargs.setdefault("choices", codes.choices)
            kwargs.setdefault("max_length", max(30, *(len(code) for code in codes.values)))
        super().__init__(**kwargs)

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return self.codes(value) if self.codes and value else value

    def deconstruct(self) -> Any:
        """To a migration it is a plain CharField."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def country_choices() -> list[tuple[str, str]]:
    return list(countries)


class _Country(models.CharField):
    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """As Django does, which would make a list of all names first: that took most of the time in
        which a record was checked."""
        if value not in countries.countries:
            super().validate(value, model_instance)


class CountryCode(_Country):
    """A code of ISO 3166-1, as one of several; to a migration it is a plain CharField."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 2, "choices": country_choices, **kwargs})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class CountryField(_Country, library.CountryField):
    """One country; to a migration it is the library's own field."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django_countries.fields.CountryField", args, kwargs
