"""A victim's own story: recruitment, journey, exploitation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.urls import reverse
from django_countries import countries

from core.models import Record
from core.views import (
    RecordCreateView,
    RecordEditView,
    RecordPage,
    UnderRecord,
)
from people.models import IdentifierUse, UseRole
from victims import services
from victims.drawing import draw, flows
from victims.forms import (
    ContactFormSet,
    ExploitationForm,
    JourneyLegForm,
    RecruitmentAccountForm,
)
from victims.models import Exploitation, JourneyLeg, RecruitmentAccount, Victim, is_diverted
from victims.views.victim import BY_NAME, VictimPage


@dataclass(frozen=True, slots=True)
class Pair:
    """A leg as it was told and the one that was taken in its place."""

    planned: JourneyLeg | None
    actual: JourneyLeg | None

    @property
    def differs(self) -> bool:
        if not (self.planned and self.actual):
            return False
        return self.planned.to_country != self.actual.to_country


def side_by_side(legs: Sequence[JourneyLeg]) -> list[Pair]:
    """Each planned leg beside the one that was taken at that point of the way."""
    planned = [leg for leg in legs if leg.is_planned]
    actual = [leg for leg in legs if not leg.is_planned]
    return [Pair(*pair) for pair in zip_longest(planned, actual)]


class VictimStoryView(VictimPage, RecordPage):
    permission_required = ("victims.view_journeyleg", "victims.view_recruitmentaccount")
    template_name = "victims/story.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, victim = self.request.user, self.object
        legs = list(JourneyLeg.objects.visible_to(user).filter(victim=victim))
        accounts = RecruitmentAccount.objects.visible_to(user).filter(victim=victim)
        periods = Exploitation.objects.visible_to(user).filter(victim=victim)
        if not user.has_perm("victims.view_exploitation"):
            periods = periods.none()
        return super().get_context_data(
            ways=side_by_side(legs),
            picture=draw(flows(legs)),
            diverted=is_diverted(legs),
            accounts=accounts.select_related("recruiter"),
            contacts=self.contacts(),
            periods=[(period, list(facts_of(period))) for period in periods.for_list()],
            may_write=Victim.objects.editable_by(user).filter(pk=victim.pk).exists(),
            **context,
        )

    def contacts(self) -> Any:
        """Numbers of the offer; to those who may see who somebody is."""
        if not self.request.user.has_perm(BY_NAME):
            return IdentifierUse.objects.none()
        uses = IdentifierUse.objects.filter(person=self.object.person, role=UseRole.CONTACT)
        return uses.select_related("identifier").order_by("identifier__kind", "identifier__value")


def facts_of(period: Exploitation) -> Iterator[dict[str, Any]]:
    """What is known of a period, in words; what nobody said is left out."""
    ends = (period.began_on, period.ended_on)
    facts = {
        "Time": " to ".join(end.words if end else "…" for end in ends) if any(ends) else "",
        "Forced to commit": period.get_crimes_display(),
        "Scams": period.get_scams_display(),
        "Tasks": period.tasks,
        "Targets": ", ".join(countries.name(code) for code in period.targets),
        "Hours a day": period.hours and f"{period.hours:g}",
        "Meals a day": period.meals,
        "Quota": period.quota,
        "Punishments": period.get_punishments_display(),
        "Passport held by": period.passport_held_by,
        "Phone": period.get_phone_access_display(),
        "Pay promised": period.promised_words if period.pay_promised is not None else "",
        "Pay received": period.received_words,
        "Debt": period.debt_ledger,
        "Sold from": period.sold_from,
        "Sold to": period.sold_to,
        "Escape attempts": period.escape_attempts,
    }
    for label, value in facts.items():
        if value or value == 0:
            yield {"label": label, "value": value}


class OfVictim(UnderRecord):
    """A form page under a victim on whom the user may write: `/victims/<victim_ref>/…`."""

    parents = Victim.objects.select_related("person__case")
    parent_argument = "victim_ref"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(victim=self.parent)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"victim": self.parent}

    def cancel_url(self) -> str:
        return reverse("victims:story", args=[self.parent.ref])

    def get_success_url_for(self, record: Record) -> str:
        return record.get_absolute_url()


class AccountForm(OfVictim):
    queryset = RecruitmentAccount.objects.all()
    form_class = RecruitmentAccountForm

    @property
    def formsets(self) -> dict[str, Any]:
        """The numbers of the offer, to those who may see who somebody is."""
        return {"contacts": ContactFormSet} if self.request.user.has_perm(BY_NAME) else {}

    def get_formset_initial(self, name: str) -> list[dict[str, Any]]:
        uses = IdentifierUse.objects.filter(person=self.parent.person, role=UseRole.CONTACT)
        return [
            {
                "kind": use.identifier.kind,
                "value": use.identifier.value,
                "country": use.country.code or "",
                "source": use.source,
            }
            for use in uses.select_related("identifier")
        ]


class AccountCreateView(AccountForm, RecordCreateView):
    permission_required = "victims.add_recruitmentaccount"
    title = "New recruitment account"

    def save(self, data: dict[str, Any]) -> RecruitmentAccount:
        return services.take_account(self.parent, **data)


class AccountEditView(AccountForm, RecordEditView):
    permission_required = "victims.change_recruitmentaccount"
    title = "Edit the recruitment account"

    def save(self, data: dict[str, Any]) -> RecruitmentAccount:
        return services.edit_account(self.object, **data)


class LegForm(OfVictim):
    queryset = JourneyLeg.objects.all()
    form_class = JourneyLegForm


class LegCreateView(LegForm, RecordCreateView):
    permission_required = "victims.add_journeyleg"
    title = "New leg of the journey"

    def save(self, data: dict[str, Any]) -> JourneyLeg:
        return services.add_leg(self.parent, **data)


class LegEditView(LegForm, RecordEditView):
    permission_required = "victims.change_journeyleg"
    title = "Edit the leg"

    def save(self, data: dict[str, Any]) -> JourneyLeg:
        return services.edit_leg(self.object, **data)


class PeriodForm(OfVictim):
    queryset = Exploitation.objects.all()
    form_class = ExploitationForm


class PeriodCreateView(PeriodForm, RecordCreateView):
    permission_required = "victims.add_exploitation"
    title = "New period of exploitation"

    def save(self, data: dict[str, Any]) -> Exploitation:
        return services.add_period(self.parent, **data)


class PeriodEditView(PeriodForm, RecordEditView):
    permission_required = "victims.change_exploitation"
    title = "Edit the period"

    def save(self, data: dict[str, Any]) -> Exploitation:
        return services.edit_period(self.object, **data)
