from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django_countries import countries

from accounts.models import User
from cases.filters import AnyOf, CaseOf, WithFlags
from cases.models import PlaceKind, Scam
from core.filters import OnDate, RecordFilter
from people.filters import BirthYears, CitizenOf, Logged
from people.models import IdentifierUse, Sex, UseRole
from people.normalise import identifier_forms
from victims.age import ADULT_AT
from victims.models import (
    Channel,
    Conclusion,
    Consent,
    Control,
    Cooperation,
    Entry,
    Exploitation,
    ForcedCrime,
    Instrument,
    JourneyLeg,
    Need,
    OrderKind,
    Platform,
    ProtectionOrder,
    Punishment,
    RecruitmentAccount,
    Screening,
    State,
    Statement,
    StatementKind,
    TraffickingStatus,
    Victim,
)


def in_country(label: str, **kwargs: Any) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(choices=list(countries), label=label, empty_label="Any", **kwargs)


def yes_or_no(label: str, yes: str = "Yes", no: str = "No", **kwargs: Any) -> filters.BooleanFilter:
    choices = [("", "Any"), ("true", yes), ("false", no)]
    return filters.BooleanFilter(label=label, widget=forms.Select(choices=choices), **kwargs)


class FoundByName:
    """Those who may not see victims by name cannot find out a name by searching either."""

    def find(self, queryset: Any, name: str, value: str) -> Any:
        if self.request.user.has_perm("people.view_identity"):
            return super().find(queryset, name, value)
        return queryset.filter(ref=value.strip().upper())


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


class OfVictim(RecordFilter):
    """What hangs off a victim, by the victim's reference."""

    victim = filters.CharFilter(field_name="victim__ref", widget=forms.HiddenInput)
    case = CaseOf(field_name="victim__person__case")


class RecruitmentAccountFilter(OfVictim):
    channel = filters.MultipleChoiceFilter(
        choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    platform = filters.MultipleChoiceFilter(
        choices=Platform.choices, widget=forms.CheckboxSelectMultiple
    )
    promised_country = in_country("Promised country")
    named_again = yes_or_no(
        "Recruiter named", "In two or more accounts", "Once", method="recurring"
    )
    contact = filters.CharFilter(method="by_contact", label="Number or name to write to")
    currency = filters.CharFilter(lookup_expr="iexact", label="Currency")
    recruited_on = OnDate(label="Recruited")
    born = BirthYears(field_name="victim__person__born_on")

    class Meta:
        model = RecruitmentAccount
        fields: list[str] = []

    def recurring(self, queryset: Any, name: str, value: bool) -> Any:
        """Among the accounts that the reader may see, or the answer would tell of others."""
        seen = RecruitmentAccount.objects.visible_to(self.request.user)
        named = seen.exclude(recruiter=None).order_by().values("recruiter")
        often = named.annotate(times=Count("pk")).filter(times__gte=2).values("recruiter")
        found = queryset.exclude(recruiter=None)
        return found.filter(recruiter__in=often) if value else found.exclude(recruiter__in=often)

    def by_contact(self, queryset: Any, name: str, value: str) -> Any:
        if not self.request.user.has_perm("people.view_identity"):
            return queryset.none()
        uses = IdentifierUse.objects.filter(
            role=UseRole.CONTACT, identifier__value__in=identifier_forms(value)
        )
        return queryset.filter(victim__person__in=uses.values("person"))


class JourneyLegFilter(OfVictim):
    country = in_country("Country", method="through")
    on = OnDate(label="Left or arrived", fields=("departed_on", "arrived_on"))
    flight = filters.CharFilter(lookup_expr="iexact", label="Flight")
    entry = filters.MultipleChoiceFilter(choices=Entry.choices, widget=forms.CheckboxSelectMultiple)
    from_country = in_country("From")
    to_country = in_country("To")
    is_planned = yes_or_no("Told or taken", "As they were told", "As it was")
    diverted = yes_or_no("Diverted", method="by_diversion")

    class Meta:
        model = JourneyLeg
        fields: list[str] = []

    def through(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(Q(from_country=value) | Q(to_country=value))

    def by_diversion(self, queryset: Any, name: str, value: bool) -> Any:
        diverted = Victim.objects.diverted().values("pk")
        found = queryset.filter(victim__in=diverted)
        return found if value else queryset.exclude(victim__in=diverted)


class ExploitationFilter(OfVictim):
    crimes = AnyOf(choices=ForcedCrime.choices, label="Forced to commit")
    scams = AnyOf(choices=Scam.choices, label="Scam types")
    punishments = AnyOf(choices=Punishment.choices)
    site_kind = filters.MultipleChoiceFilter(
        field_name="site__kind",
        choices=PlaceKind.choices,
        label="Kind of site",
        widget=forms.CheckboxSelectMultiple,
    )
    site_country = in_country("Country", field_name="site__country")
    on = OnDate(label="Began or ended", fields=("began_on", "ended_on"))

    class Meta:
        model = Exploitation
        fields: list[str] = []


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
