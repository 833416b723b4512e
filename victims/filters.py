from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from cases.filters import AnyOf, CaseOf
from core.filters import RecordFilter
from people.filters import BirthYears, CitizenOf, Logged
from people.models import Sex
from victims.models import Control, JourneyLeg, RecruitmentAccount, TraffickingStatus, Victim


class VictimFilter(RecordFilter):
    case = CaseOf(field_name="person__case")
    status = filters.MultipleChoiceFilter(
        choices=TraffickingStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    sex = filters.ChoiceFilter(
        field_name="person__sex", label="Sex", choices=Sex.choices, empty_label="Any"
    )
    citizenship = CitizenOf(field_name="person__citizenships")
    controls = AnyOf(choices=Control.choices, label="Methods of control")
    is_injured = filters.BooleanFilter(
        label="Injured or abused",
        widget=forms.Select(choices=[("", "Any"), ("true", "Yes"), ("false", "No")]),
    )
    promised_country = filters.ChoiceFilter(
        method="promised", choices=list(countries), label="Promised country", empty_label="Any"
    )
    born = BirthYears(field_name="person__born_on")
    logged = Logged()

    class Meta:
        model = Victim
        fields: list[str] = []

    def find(self, queryset: Any, name: str, value: str) -> Any:
        """Those who may not see victims by name cannot find out a name by searching either."""
        if self.request.user.has_perm("people.view_identity"):
            return super().find(queryset, name, value)
        return queryset.filter(ref=value.strip().upper())

    def promised(self, queryset: Any, name: str, value: str) -> Any:
        told = RecruitmentAccount.objects.filter(promised_country=value)
        return queryset.filter(pk__in=told.values("victim"))


class OfVictim(filters.FilterSet):
    """What hangs off a victim, by the victim's reference."""

    victim = filters.CharFilter(field_name="victim__ref")


class RecruitmentAccountFilter(OfVictim):
    class Meta:
        model = RecruitmentAccount
        fields: list[str] = []


class JourneyLegFilter(OfVictim):
    class Meta:
        model = JourneyLeg
        fields: list[str] = []
