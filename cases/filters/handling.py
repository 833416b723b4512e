"""What is done with a case."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from accounts.models import User
from cases.filters.base import CaseOf, Days
from cases.models import (
    CaseTask,
    Closure,
    Flag,
    Priority,
    Referral,
    ReferralKind,
    ReferralStatus,
    TaskStatus,
)
from core.filters import RecordFilter


def owners(request: Any) -> Any:
    """Those who own a task that the reader sees."""
    if not request:
        return User.objects.get_queryset().none()
    seen = CaseTask.objects.visible_to(request.user)
    return User.objects.get_queryset().filter(pk__in=seen.values("owner"))


class TaskFilter(RecordFilter):
    whose = filters.ChoiceFilter(
        choices=[("mine", "Mine"), ("nobody", "Nobody's")], method="belonging", label="Whose"
    )
    status = filters.MultipleChoiceFilter(
        choices=TaskStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    overdue = filters.ChoiceFilter(
        choices=[("true", "Yes"), ("false", "No")], method="late", label="Overdue"
    )
    case = CaseOf()
    owner = filters.ModelChoiceFilter(queryset=owners)
    priority = filters.MultipleChoiceFilter(
        choices=Priority.choices, widget=forms.CheckboxSelectMultiple
    )
    due = Days(field_name="due_on", label="Due")

    class Meta:
        model = CaseTask
        fields: list[str] = []

    def belonging(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(owner=self.request.user if value == "mine" else None)

    def late(self, rows: Any, name: str, value: str) -> Any:
        late = CaseTask.objects.overdue()
        return rows.filter(pk__in=late) if value == "true" else rows.exclude(pk__in=late)


class ReferralFilter(RecordFilter):
    way = filters.ChoiceFilter(
        choices=[("in", "Incoming"), ("out", "Outgoing")], method="going", label="Way"
    )
    status = filters.MultipleChoiceFilter(
        choices=ReferralStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    kind = filters.ChoiceFilter(choices=ReferralKind.choices)
    case = CaseOf()
    due = Days(field_name="due_on", label="Answer wanted by")

    class Meta:
        model = Referral
        fields: list[str] = []

    def going(self, rows: Any, name: str, value: str) -> Any:
        end = "to_agency" if value == "in" else "from_agency"
        return rows.filter(**{end: self.request.user.agency_id})


class FlagFilter(filters.FilterSet):
    case = CaseOf()
    raised = filters.BooleanFilter(field_name="lowered_at", lookup_expr="isnull")

    class Meta:
        model = Flag
        fields = ["kind"]


class ClosureFilter(filters.FilterSet):
    case = CaseOf()

    class Meta:
        model = Closure
        fields = ["state", "reason"]
