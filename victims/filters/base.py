"""What the filters of several models share."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from cases.filters import CaseOf
from core.filters import RecordFilter


def in_country(label: str, **kwargs: Any) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(choices=list(countries), label=label, empty_label="Any", **kwargs)


def yes_or_no(label: str, yes: str = "Yes", no: str = "No", **kwargs: Any) -> filters.BooleanFilter:
    choices = [("", "Any"), ("true", yes), ("false", no)]
    return filters.BooleanFilter(label=label, widget=forms.Select(choices=choices), **kwargs)


class FoundByName:
    """Those who may not see victims by name cannot find out a name by searching either."""

    def find(self, queryset: Any, name: str, value: str) -> Any:
        if self.request.user.has_perm("people.view_identity"):
            return super().find(queryset, name, value)
        return queryset.filter(ref=value.strip().upper())


class OfVictim(RecordFilter):
    """What hangs off a victim, by the victim's reference."""

    victim = filters.CharFilter(field_name="victim__ref", widget=forms.HiddenInput)
    case = CaseOf(field_name="victim__person__case")
