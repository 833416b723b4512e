"""Statements and protection orders."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone

from cases.filters import CaseOf
from core.filters import RecordFilter
from victims.filters.base import FoundByName, OfVictim
from victims.models import (
    Cooperation,
    OrderKind,
    ProtectionOrder,
    Statement,
    StatementKind,
    TraffickingStatus,
    Victim,
)


class StatementFilter(FoundByName, RecordFilter):
    """Who gave which statement, and who gave none."""

    given = filters.ChoiceFilter(
        label="Statement",
        method="by_given",
        choices=[("none", "None yet"), ("any", "Any"), ("no_formal", "No formal one yet")],
        empty_label="All",
    )
    cooperation = filters.MultipleChoiceFilter(
        field_name="cooperates",
        choices=Cooperation.choices,
        label="Cooperation",
        widget=forms.CheckboxSelectMultiple,
    )
    status = filters.MultipleChoiceFilter(
        choices=TraffickingStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    case = CaseOf(field_name="person__case")

    class Meta:
        model = Victim
        fields: list[str] = []

    def by_given(self, queryset: Any, name: str, value: str) -> Any:
        if value == "no_formal":
            formal = Statement.objects.filter(kind=StatementKind.FORMAL)
            return queryset.exclude(pk__in=formal.values("victim"))
        return queryset.filter(**{"statements_given" + ("__gt" if value == "any" else ""): 0})


class GivenStatementFilter(OfVictim):
    """The statements themselves, where the one above finds victims by them."""

    class Meta:
        model = Statement
        fields = ["kind", "cooperation"]


class ProtectionOrderFilter(OfVictim):
    due = filters.ChoiceFilter(
        label="Ends within",
        method="by_due",
        choices=[("14", "14 days"), ("7", "7 days"), ("1", "1 day")],
        empty_label="Any time",
    )
    state = filters.ChoiceFilter(
        label="State",
        method="by_state",
        choices=[("live", "In force"), ("over", "No longer in force")],
        empty_label="Any",
    )
    kind = filters.MultipleChoiceFilter(
        choices=OrderKind.choices, label="Type", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ProtectionOrder
        fields: list[str] = []

    def by_due(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.ending(timezone.localdate(), within=int(value))

    def by_state(self, queryset: Any, name: str, value: str) -> Any:
        live = queryset.live_on(timezone.localdate())
        return live if value == "live" else queryset.exclude(pk__in=live.values("pk"))
