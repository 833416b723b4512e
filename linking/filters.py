from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import django_filters as filters
from django import forms
from django.db.models import F
from django.http import HttpRequest

from cases.filters import CaseOf
from cases.models import Case
from core.filters import RecordFilter
from linking.models import Answer, CaseLink, Match

OPEN = "open"
#: Parts of an address that say how the list is shown, not what is in the queue.
OF_THE_PAGE = ("page", "per_page", "export", "version")


def query_of(request: HttpRequest) -> str:
    """The filters and the order in the address, for links that keep them."""
    pairs = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in OF_THE_PAGE
        for value in values
        if value
    ]
    return urlencode(pairs)


class MatchFilter(RecordFilter):
    answer = filters.MultipleChoiceFilter(
        choices=[(OPEN, "Not judged yet"), *Answer.choices],
        method="judged",
        label="Verdict",
        widget=forms.CheckboxSelectMultiple,
    )
    case = CaseOf(method="in_case")
    weight = filters.NumberFilter(lookup_expr="gte", label="At least, in bits")
    across = filters.ChoiceFilter(
        choices=[("yes", "Across cases"), ("no", "Within a case")],
        method="across_cases",
        label="Where",
    )

    class Meta:
        model = Match
        fields: list[str] = []

    def judged(self, queryset: Any, name: str, values: list[str]) -> Any:
        return queryset.filter(answer__in=["" if value == OPEN else value for value in values])

    def in_case(self, queryset: Any, name: str, value: Case) -> Any:
        return queryset.in_case(value)

    def across_cases(self, queryset: Any, name: str, value: str) -> Any:
        same_case = {"left__case": F("right__case")}
        return queryset.exclude(**same_case) if value == "yes" else queryset.filter(**same_case)


class CaseLinkFilter(RecordFilter):
    case = CaseOf(method="touching")
    strength = filters.NumberFilter(lookup_expr="gte", label="At least")
    q = None

    class Meta:
        model = CaseLink
        fields: list[str] = []

    def touching(self, queryset: Any, name: str, value: Case) -> Any:
        return queryset.touching(value)
