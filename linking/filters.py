from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

import django_filters as filters
from django import forms
from django.db.models import F, Q
from django.http import HttpRequest

from accounts.models import Agency
from cases.filters import CaseOf
from cases.models import Case
from core.filters import RecordFilter
from linking import digest, services
from linking.crossrefs import SharedKind
from linking.models import Answer, CaseLink, KeyCount, Match, Review
from people.models import Identifier, IdentifierKind

OPEN = "open"
#: Why a match needs a further look: code, label, icon.
LOOKS = (
    (Review.SECOND.value, "Second opinion wanted", "users"),
    (Review.DISPUTED.value, "Reviewers disagree", "alert-triangle"),
    ("changed", "Facts changed since the verdict", "pencil"),
)
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


def looked_at_again(matches: Any, code: str, user: Any) -> Any:
    """Of `matches` those that need that look from `user`: nobody gives both of two opinions."""
    if code == "changed":
        return matches.filter(changed=True)
    return matches.filter(review=code).exclude(pending__by=user)


class MatchFilter(RecordFilter):
    answer = filters.MultipleChoiceFilter(
        choices=[(OPEN, "Not judged yet"), *Answer.choices],
        method="judged",
        label="Verdict",
        widget=forms.CheckboxSelectMultiple,
    )
    review = filters.MultipleChoiceFilter(
        choices=[(code, label) for code, label, _ in LOOKS],
        method="needs_a_look",
        label="Needs a look",
        widget=forms.CheckboxSelectMultiple,
    )
    case = CaseOf(method="in_case")
    weight = filters.NumberFilter(lookup_expr="gte", label="At least, in bits")
    across = filters.ChoiceFilter(
        choices=[("yes", "Across cases"), ("no", "Within a case")],
        method="across_cases",
        label="Where",
    )

    among = filters.CharFilter(method="among_records", label="Among records (references)")

    class Meta:
        model = Match
        fields: list[str] = []

    def judged(self, queryset: Any, name: str, values: list[str]) -> Any:
        return queryset.filter(answer__in=["" if value == OPEN else value for value in values])

    def needs_a_look(self, queryset: Any, name: str, values: list[str]) -> Any:
        chosen = [looked_at_again(queryset, code, self.request.user) for code in values]
        return reduce(or_, chosen) if chosen else queryset

    def in_case(self, queryset: Any, name: str, value: Case) -> Any:
        return queryset.in_case(value)

    def among_records(self, queryset: Any, name: str, value: str) -> Any:
        """Pairs of which both records are named, by references with commas between."""
        refs = [ref.strip().upper() for ref in value.split(",")]
        return queryset.filter(left__ref__in=refs, right__ref__in=refs)

    def across_cases(self, queryset: Any, name: str, value: str) -> Any:
        same_case = {"left__case": F("right__case")}
        return queryset.exclude(**same_case) if value == "yes" else queryset.filter(**same_case)


class GroupFilter(RecordFilter):
    """Suggested groups of which an open match is so."""

    case = CaseOf(method="in_case")

    class Meta:
        model = Match
        fields: list[str] = []

    def in_case(self, queryset: Any, name: str, value: Case) -> Any:
        return queryset.in_case(value)


def leaders(request: Any) -> Any:
    """The agencies that lead the cases which the reader may open."""
    visible = Case.objects.visible_to(request.user) if request else Case.objects.none()
    return Agency.objects.filter(pk__in=visible.values("lead_agency")).order_by("name")


class CaseLinkFilter(RecordFilter):
    """Of all pairs of cases; `OfCaseFilter` is the same for those of one case."""

    case = CaseOf(method="touching")
    kind = filters.MultipleChoiceFilter(
        choices=SharedKind.choices,
        method="of_kind",
        label="Reasons",
        widget=forms.CheckboxSelectMultiple,
    )
    people = filters.ChoiceFilter(
        choices=[
            ("confirmed", "Confirmed in both"),
            ("suggested", "Suggested only"),
            ("none", "Nobody, other things only"),
        ],
        method="sharing_people",
        label="People",
    )
    strength = filters.NumberFilter(lookup_expr="gte", label="At least, in bits")
    agency = filters.ModelChoiceFilter(queryset=leaders, method="led_by", label="Lead agency")
    news = filters.ChoiceFilter(
        choices=[("yes", "New since I last looked")], method="new_to_reader", label="New or grown"
    )

    class Meta:
        model = CaseLink
        fields: list[str] = []

    def touching(self, queryset: Any, name: str, value: Case) -> Any:
        return queryset.touching(value)

    def of_kind(self, queryset: Any, name: str, value: list[str]) -> Any:
        return queryset.filter(kinds__overlap=value) if value else queryset

    def sharing_people(self, queryset: Any, name: str, value: str) -> Any:
        confirmed, suggested = (
            Q(kinds__contains=[kind]) for kind in (SharedKind.CONFIRMED, SharedKind.SUGGESTED)
        )
        wanted = {
            "confirmed": confirmed,
            "suggested": suggested & ~confirmed,
            "none": ~suggested & ~confirmed,
        }
        return queryset.filter(wanted[value])

    def led_by(self, queryset: Any, name: str, value: Agency) -> Any:
        return queryset.filter(Q(left__lead_agency=value) | Q(right__lead_agency=value))

    def new_to_reader(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(grown_at__gt=digest.seen_until(self.request.user))


class OfCaseFilter(CaseLinkFilter):
    """What one case shares; the agency is that of the other case."""

    case = None
    q = None

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = case

    def led_by(self, queryset: Any, name: str, value: Agency) -> Any:
        return queryset.filter(
            Q(left=self.of, right__lead_agency=value) | Q(right=self.of, left__lead_agency=value)
        )


#: Kinds of keys in words; an identifier's kind has its own.
KEYS = dict(IdentifierKind.choices) | {
    "name": "Two parts of a name, by sound",
    "surname": "Chinese surname and birth year",
    "born": "Day of birth",
    "day": "Part of a name and birthday",
    "home": "Postcode with house, year or name",
    "han": "Name in characters",
    "pinyin": "Whole Chinese name in pinyin",
    "flight": "Flight and day",
    "offer": "Contact of a job offer",
    "site": "Site where people were held",
}


def words_of(kind: str) -> str:
    return str(KEYS.get(kind, kind.replace("_", " ").capitalize()))


class KeyCountFilter(RecordFilter):
    kind = filters.ChoiceFilter(choices=list(KEYS.items()), empty_label="Any")
    state = filters.ChoiceFilter(
        choices=[("refused", "Refused: over the cap"), ("compared", "Compared")],
        method="in_state",
        label="Block",
        empty_label="Any",
    )
    #: Whether a value is found would tell whether anybody has it.
    q = None

    class Meta:
        model = KeyCount
        fields: list[str] = []

    def in_state(self, queryset: Any, name: str, value: str) -> Any:
        refused = queryset.over(services.BLOCK_CAP)
        return refused if value == "refused" else queryset.exclude(pk__in=refused.values("pk"))


class CommonValueFilter(RecordFilter):
    kind = filters.ChoiceFilter(choices=IdentifierKind.choices, empty_label="Any")
    state = filters.ChoiceFilter(
        choices=[
            ("common", "Common: joins nobody"),
            ("suspected", "Perhaps common"),
            ("joins", "Joins cases"),
        ],
        method="in_state",
        label="State",
        empty_label="Any",
    )

    class Meta:
        model = Identifier
        fields: list[str] = []

    def in_state(self, queryset: Any, name: str, value: str) -> Any:
        if value == "suspected":
            return queryset.filter(is_common=False, cases__gte=services.SUSPECT)
        return queryset.filter(is_common=value == "common")
