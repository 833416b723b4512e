from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from accounts.models import Agency
from cases.models import Case, CaseStatus, Exploitation, Scam, Sensitivity, Stage
from core.filters import RecordFilter


def agencies(request: Any) -> Any:
    return Agency.objects.visible_to(request.user) if request else Agency.objects.none()


class AnyOf(filters.MultipleChoiceFilter):
    """Rows whose set of codes holds any of the chosen ones."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "lookup_expr": "overlap",
                "widget": forms.CheckboxSelectMultiple,
                **kwargs,
            }
        )

    def filter(self, queryset: Any, values: list[str]) -> Any:
        return queryset.filter(**{f"{self.field_name}__overlap": values}) if values else queryset


class CaseFilter(RecordFilter):
    stage = filters.MultipleChoiceFilter(choices=Stage.choices, widget=forms.CheckboxSelectMultiple)
    status = filters.MultipleChoiceFilter(
        choices=CaseStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    country = filters.ChoiceFilter(choices=list(countries))
    lead_agency = filters.ModelChoiceFilter(queryset=agencies)
    opened = filters.DateFromToRangeFilter(
        field_name="opened_on",
        label="Opened",
        widget=filters.widgets.DateRangeWidget(attrs={"type": "date"}),
    )
    exploitation = AnyOf(choices=Exploitation.choices, label="Exploitation")
    scams = AnyOf(choices=Scam.choices, label="Scam types")
    sensitivity = filters.ChoiceFilter(choices=Sensitivity.choices)

    class Meta:
        model = Case
        fields: list[str] = []
