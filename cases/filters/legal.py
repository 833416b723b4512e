"""What the law does."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from cases.filters.base import CaseOf
from cases.legal import LegalStage, NoticeColour, Outcome, RequestKind, RequestStatus
from cases.models import (
    LegalAction,
    LegalRequest,
    Statute,
)
from core.filters import RecordFilter


def statutes(request: Any) -> Any:
    return Statute.objects.visible_to(request.user) if request else Statute.objects.none()


class LegalActionFilter(RecordFilter):
    stage = filters.MultipleChoiceFilter(
        choices=LegalStage.choices, widget=forms.CheckboxSelectMultiple
    )
    outcome = filters.MultipleChoiceFilter(
        choices=Outcome.choices, widget=forms.CheckboxSelectMultiple
    )
    statute = filters.ModelChoiceFilter(
        queryset=statutes, to_field_name="ref", label="Section", empty_label="Any"
    )
    jurisdiction = filters.ChoiceFilter(
        field_name="statute__jurisdiction", choices=list(countries), empty_label="Any",
        label="Jurisdiction",
    )  # fmt: skip
    case = CaseOf()

    class Meta:
        model = LegalAction
        fields: list[str] = []


class LegalRequestFilter(RecordFilter):
    status = filters.MultipleChoiceFilter(
        choices=RequestStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    kind = filters.MultipleChoiceFilter(
        choices=RequestKind.choices, widget=forms.CheckboxSelectMultiple
    )
    to_country = filters.ChoiceFilter(choices=list(countries), label="To", empty_label="Any")
    colour = filters.ChoiceFilter(choices=NoticeColour.choices, empty_label="Any")
    case = CaseOf()

    class Meta:
        model = LegalRequest
        fields: list[str] = []


class StatuteFilter(RecordFilter):
    jurisdiction = filters.ChoiceFilter(choices=list(countries), empty_label="Any")
    has_gap = filters.BooleanFilter(
        label="Gap",
        method="by_gap",
        widget=forms.Select(choices=[("", "Any"), ("true", "Noted"), ("false", "None noted")]),
    )

    class Meta:
        model = Statute
        fields: list[str] = []

    def by_gap(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.exclude(gap="") if value else queryset.filter(gap="")
