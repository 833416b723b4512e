"""Cases, what happened in them, what was found, who said what."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from cases.custody import Category, EvidenceStatus
from cases.filters.base import AnyOf, CaseOf, Days, WithFlags, agencies
from cases.models import (
    Case,
    CaseStatus,
    Claim,
    EvidenceItem,
    Exploitation,
    OperationKind,
    Place,
    PlaceKind,
    RescueOperation,
    Scam,
    Sensitivity,
    Source,
    Stage,
    Trigger,
)
from core.filters import RecordFilter


class CaseFilter(WithFlags):
    stage = filters.MultipleChoiceFilter(choices=Stage.choices, widget=forms.CheckboxSelectMultiple)
    status = filters.MultipleChoiceFilter(
        choices=CaseStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    country = filters.ChoiceFilter(choices=list(countries))
    lead_agency = filters.ModelChoiceFilter(queryset=agencies)
    opened = Days(field_name="opened_on", label="Opened")
    exploitation = AnyOf(choices=Exploitation.choices, label="Exploitation")
    scams = AnyOf(choices=Scam.choices, label="Scam types")
    sensitivity = filters.ChoiceFilter(choices=Sensitivity.choices)

    class Meta:
        model = Case
        fields: list[str] = []


class OperationFilter(RecordFilter):
    happened = Days(field_name="happened_on", label="Happened")
    country = filters.ChoiceFilter(
        field_name="place__country", choices=list(countries), label="Country", empty_label="Any"
    )
    kind = filters.MultipleChoiceFilter(
        choices=OperationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    trigger = filters.MultipleChoiceFilter(
        choices=Trigger.choices, widget=forms.CheckboxSelectMultiple
    )
    case = CaseOf()

    class Meta:
        model = RescueOperation
        fields: list[str] = []


class PlaceFilter(RecordFilter):
    kind = filters.MultipleChoiceFilter(
        choices=PlaceKind.choices, widget=forms.CheckboxSelectMultiple
    )
    country = filters.ChoiceFilter(choices=list(countries), empty_label="Any")
    case = CaseOf()

    class Meta:
        model = Place
        fields: list[str] = []


class EvidenceFilter(RecordFilter):
    category = filters.MultipleChoiceFilter(
        choices=Category.choices, widget=forms.CheckboxSelectMultiple
    )
    status = filters.MultipleChoiceFilter(
        choices=EvidenceStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    case = CaseOf()
    held_by = filters.CharFilter(lookup_expr="icontains", label="Held by")
    found = Days(field_name="found_at", label="Found")
    owner = filters.ChoiceFilter(
        choices=[("true", "Known"), ("false", "Not known")], method="owned", label="Owner"
    )

    class Meta:
        model = EvidenceItem
        fields: list[str] = []

    def owned(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(belongs_to__isnull=value == "false")


class SourceFilter(RecordFilter):
    case = CaseOf()

    class Meta:
        model = Source
        fields = ["kind"]


class ClaimFilter(filters.FilterSet):
    case = CaseOf(field_name="source__case")
    source = filters.CharFilter(field_name="source__ref")

    class Meta:
        model = Claim
        fields = ["field", "subject_ref", "is_preferred"]
