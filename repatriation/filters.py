from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from accounts.models import Agency, User
from core.filters import RecordFilter
from repatriation.models import Repatriation, Step
from repatriation.workflow import Status, StepKind


def missions(request: Any) -> Any:
    return Agency.objects.filter(repatriations__in=_visible(request)).distinct()


def officers(request: Any) -> Any:
    return User.objects.filter(repatriations__in=_visible(request)).distinct()


def _visible(request: Any) -> Any:
    rows = Repatriation.objects.all()
    return rows.visible_to(request.user) if request else rows.none()


class RepatriationFilter(RecordFilter):
    status = filters.MultipleChoiceFilter(
        choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    next_step = filters.ChoiceFilter(choices=StepKind.choices, label="Next step")
    overdue = filters.ChoiceFilter(
        choices=[("true", "Yes"), ("false", "No")], method="late", label="Overdue"
    )
    overdue_step = filters.ChoiceFilter(
        choices=StepKind.choices, method="late_in", label="Overdue step"
    )
    officer = filters.ModelChoiceFilter(queryset=officers)
    mission = filters.ModelChoiceFilter(queryset=missions)
    from_country = filters.ChoiceFilter(choices=list(countries))
    to_country = filters.ChoiceFilter(choices=list(countries))
    planned = filters.DateFromToRangeFilter(
        field_name="planned_on",
        label="Planned departure",
        widget=filters.widgets.DateRangeWidget(attrs={"type": "date"}),
    )

    class Meta:
        model = Repatriation
        fields: list[str] = []

    def late(self, rows: Any, name: str, value: str) -> Any:
        late = Repatriation.objects.overdue()
        return rows.filter(pk__in=late) if value == "true" else rows.exclude(pk__in=late)

    def late_in(self, rows: Any, name: str, value: str) -> Any:
        late = Step.objects.overdue().filter(kind=value)
        return rows.filter(pk__in=late.values("repatriation"))
