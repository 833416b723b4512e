from __future__ import annotations

import django_filters as filters
from django import forms
from django_countries import countries

from cases.filters import AnyOf, CaseOf, WithFlags
from core.filters import RecordFilter
from people.filters import CitizenOf
from recruiters.models import Membership, Part, Recruiter, SuspectStatus, Syndicate, Tie, TieKind


class RecruiterFilter(WithFlags):
    flagged = ("person", "person")
    case = CaseOf(field_name="person__case")
    status = filters.MultipleChoiceFilter(
        choices=SuspectStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    part = AnyOf(field_name="parts", choices=Part.choices, label="Part in the process")
    citizenship = CitizenOf(field_name="person__citizenships")

    class Meta:
        model = Recruiter
        fields: list[str] = []


class SyndicateFilter(RecordFilter):
    case = CaseOf()
    country = filters.ChoiceFilter(
        field_name="base_country", choices=list(countries), empty_label="Any", label="Based in"
    )

    class Meta:
        model = Syndicate
        fields: list[str] = []


class MembershipFilter(filters.FilterSet):
    person = filters.CharFilter(field_name="person__ref")
    syndicate = filters.CharFilter(field_name="syndicate__ref")
    part = filters.ChoiceFilter(choices=Part.choices)

    class Meta:
        model = Membership
        fields: list[str] = []


class TieFilter(filters.FilterSet):
    subject = filters.CharFilter(field_name="subject__ref")
    object = filters.CharFilter(field_name="object__ref")
    case = filters.CharFilter(field_name="subject__case__ref")
    kind = filters.ChoiceFilter(choices=TieKind.choices)

    class Meta:
        model = Tie
        fields: list[str] = []
