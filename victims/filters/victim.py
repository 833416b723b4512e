"""Victims."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django_countries import countries

from cases.filters import AnyOf, CaseOf, WithFlags
from people.filters import BirthYears, CitizenOf, Logged
from people.models import Sex
from victims.age import ADULT_AT
from victims.filters.base import FoundByName, yes_or_no
from victims.models import (
    Control,
    RecruitmentAccount,
    TraffickingStatus,
    Victim,
)


class VictimFilter(FoundByName, WithFlags):
    flagged = ("person", "person")
    case = CaseOf(field_name="person__case")
    status = filters.MultipleChoiceFilter(
        choices=TraffickingStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    sex = filters.ChoiceFilter(
        field_name="person__sex", label="Sex", choices=Sex.choices, empty_label="Any"
    )
    citizenship = CitizenOf(field_name="person__citizenships")
    controls = AnyOf(choices=Control.choices, label="Methods of control")
    is_injured = yes_or_no("Injured or abused")
    is_crime_victim = yes_or_no("Victim of another crime")
    minor = filters.ChoiceFilter(
        choices=[("true", "Children, sure or possible")], method="by_minority", label="Age"
    )
    promised_country = filters.ChoiceFilter(
        method="promised", choices=list(countries), label="Promised country", empty_label="Any"
    )
    born = BirthYears(field_name="person__born_on")
    logged = Logged()

    class Meta:
        model = Victim
        fields: list[str] = []

    def by_minority(self, queryset: Any, name: str, value: str) -> Any:
        """As `victims.age` has it: born after this day 18 years ago, or maybe so."""
        today = timezone.localdate()
        year, month = today.year - ADULT_AT, f"{today.year - ADULT_AT:04}-{today:%m}"
        born = {"person__born_on__gt": f"{month}-{today:%d}~"}
        vague = [f"{text}{about}" for text in (f"{year:04}", month) for about in ("", "~")]
        stated = Q(person__born_on__isnull=True, person__age_stated__lt=ADULT_AT)
        return queryset.filter(Q(**born) | Q(person__born_on__in=vague) | stated)

    def promised(self, queryset: Any, name: str, value: str) -> Any:
        told = RecruitmentAccount.objects.filter(promised_country=value)
        return queryset.filter(pk__in=told.values("victim"))
