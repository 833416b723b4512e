from __future__ import annotations

from typing import Any

import django_filters as filters
from django_countries import countries

from cases.filters import CaseOf, WithFlags
from core.filters import RecordFilter
from people.models import Culture, NameVariant, Person, Sex, VariantKind, VariantSource


class CitizenOf(filters.ChoiceFilter):
    """Those of whose citizenships the chosen country is one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "field_name": "citizenships",
                "choices": list(countries),
                "label": "Citizenship",
                "empty_label": "Any",
                **kwargs,
            }
        )

    def filter(self, queryset: Any, value: str) -> Any:
        return queryset.filter(**{f"{self.field_name}__contains": [value]}) if value else queryset


class BirthYears(filters.RangeFilter):
    """Persons born from one year to another, however much of the date is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Born (years)", **kwargs})

    def filter(self, queryset: Any, value: Any) -> Any:
        # The dates are text: every date of 1998 lies between “1998” and “1999”.
        if value and value.start is not None:
            queryset = queryset.filter(**{f"{self.field_name}__gte": f"{int(value.start):04}"})
        if value and value.stop is not None:
            queryset = queryset.filter(**{f"{self.field_name}__lt": f"{int(value.stop) + 1:04}"})
        return queryset


class Logged(filters.DateFromToRangeFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "field_name": "created_at",
                "label": "Logged",
                "widget": filters.widgets.DateRangeWidget(attrs={"type": "date"}),
                **kwargs,
            }
        )


class PersonFilter(WithFlags):
    flagged = ("person", "pk")
    case = CaseOf()
    sex = filters.ChoiceFilter(choices=Sex.choices, empty_label="Any")
    citizenship = CitizenOf()
    born = BirthYears(field_name="born_on")
    logged = Logged()

    class Meta:
        model = Person
        fields: list[str] = []


class NameVariantFilter(RecordFilter):
    kind = filters.ChoiceFilter(choices=VariantKind.choices, empty_label="Any")
    culture = filters.ChoiceFilter(choices=Culture.choices, empty_label="Any", label="Used in")
    source = filters.ChoiceFilter(choices=VariantSource.choices, empty_label="Any")
    in_use = filters.ChoiceFilter(
        field_name="is_active",
        choices=[("true", "In use"), ("false", "Switched off")],
        empty_label="Any",
        label="State",
    )

    class Meta:
        model = NameVariant
        fields: list[str] = []
