"""How victims were recruited, taken and held."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Count, Q

from cases.filters import AnyOf
from cases.models import PlaceKind, Scam
from core.filters import OnDate
from people.filters import BirthYears
from people.models import IdentifierUse, UseRole
from people.normalise import identifier_forms
from victims.filters.base import OfVictim, in_country, yes_or_no
from victims.models import (
    Channel,
    Entry,
    Exploitation,
    ForcedCrime,
    JourneyLeg,
    Platform,
    Punishment,
    RecruitmentAccount,
    Victim,
)


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
