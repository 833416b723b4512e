"""Needs, consents and screenings."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from accounts.models import User
from cases.filters import CaseOf
from core.filters import RecordFilter
from victims.filters.base import FoundByName, OfVictim, yes_or_no
from victims.models import (
    Conclusion,
    Consent,
    Instrument,
    Need,
    Screening,
    State,
)


class NeedFilter(OfVictim):
    class Meta:
        model = Need
        fields = ["kind", "urgency"]


class ConsentFilter(OfVictim):
    class Meta:
        model = Consent
        fields = ["scope", "answer"]


def interviewers(request: Any) -> Any:
    rows = Screening.objects.all()
    seen = rows.visible_to(request.user) if request else rows.none()
    return User.objects.filter(pk__in=seen.order_by().values("interviewer"))


class ScreeningFilter(FoundByName, RecordFilter):
    case = CaseOf(field_name="victim__person__case")
    country = filters.ChoiceFilter(
        field_name="victim__person__case__country", choices=list(countries), label="Country"
    )
    state = filters.MultipleChoiceFilter(choices=State.choices, widget=forms.CheckboxSelectMultiple)
    conclusion = filters.MultipleChoiceFilter(
        choices=Conclusion.choices, widget=forms.CheckboxSelectMultiple
    )
    instrument = filters.ModelChoiceFilter(
        queryset=Instrument.objects.current(), to_field_name="key", method="by_instrument"
    )
    interviewer = filters.ModelChoiceFilter(queryset=interviewers)
    waiting = filters.ChoiceFilter(
        choices=[("me", "For me to decide or approve")], method="by_waiting", label="Waits"
    )
    superseded = filters.ChoiceFilter(
        choices=[("no", "Only the latest"), ("yes", "Only superseded")],
        method="by_succession",
        label="Superseded",
    )
    found_injured = yes_or_no("Found injured or abused")
    found_crime_victim = yes_or_no("Found victim of another crime")
    was_child = yes_or_no("Child")
    held = filters.DateFromToRangeFilter(
        field_name="held_on",
        label="Held",
        widget=filters.widgets.DateRangeWidget(attrs={"type": "date"}),
    )

    class Meta:
        model = Screening
        fields: list[str] = []

    def by_instrument(self, queryset: Any, name: str, value: Instrument) -> Any:
        """Whichever version was used."""
        return queryset.filter(instrument__key=value.key)

    def by_waiting(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(pk__in=Screening.objects.waiting_for(self.request.user).values("pk"))

    def by_succession(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(superseded_by__isnull=value == "no")
