from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django_countries import countries

from accounts.models import Agency, User
from cases.custody import Category, EvidenceStatus
from cases.legal import LegalStage, NoticeColour, Outcome, RequestKind, RequestStatus
from cases.models import (
    Case,
    CaseStatus,
    CaseTask,
    EvidenceItem,
    Exploitation,
    Flag,
    FlagKind,
    LegalAction,
    LegalRequest,
    OperationKind,
    Place,
    PlaceKind,
    Priority,
    Referral,
    ReferralKind,
    ReferralStatus,
    RescueOperation,
    Scam,
    Sensitivity,
    Stage,
    Statute,
    TaskStatus,
    Trigger,
)
from core.filters import RecordFilter


def agencies(request: Any) -> Any:
    return Agency.objects.visible_to(request.user) if request else Agency.objects.none()


def cases(request: Any) -> Any:
    return Case.objects.visible_to(request.user) if request else Case.objects.none()


def statutes(request: Any) -> Any:
    return Statute.objects.visible_to(request.user) if request else Statute.objects.none()


class CaseOf(filters.ModelChoiceFilter):
    """The case of a record, named in the URL by its reference."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "queryset": cases,
                "to_field_name": "ref",
                "label": "Case",
                "empty_label": "Any",
                **kwargs,
            }
        )


class Days(filters.DateFromToRangeFilter):
    """From one day to another."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=filters.widgets.DateRangeWidget(attrs={"type": "date"}), **kwargs)


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


class WithFlags(RecordFilter):
    """Adds `flag`: rows that are flagged so, for those who may read flags.

    `flagged` says which column of the flag holds what column of the row.
    """

    flag = filters.MultipleChoiceFilter(
        choices=FlagKind.choices, widget=forms.CheckboxSelectMultiple, method="with_flag"
    )
    flagged = ("case", "pk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters.move_to_end("flag")
        if not (self.request and self.request.user.has_perm("cases.view_flag")):
            del self.filters["flag"]

    def with_flag(self, rows: Any, name: str, kinds: list[str]) -> Any:
        column, of_row = self.flagged
        raised = Flag.objects.visible_to(self.request.user).raised().filter(kind__in=kinds)
        return rows.filter(**{f"{of_row}__in": raised.values(column)}) if kinds else rows


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
