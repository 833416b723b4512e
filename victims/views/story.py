"""A victim's own story: recruitment and journey."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.models import Record
from core.views import (
    RecordCreateView,
    RecordEditView,
    RecordPage,
    UnderRecord,
)
from victims import services
from victims.forms import JourneyLegForm, RecruitmentAccountForm
from victims.models import JourneyLeg, RecruitmentAccount, Victim, is_diverted
from victims.views.victim import VictimPage


class VictimStoryView(VictimPage, RecordPage):
    permission_required = ("victims.view_journeyleg", "victims.view_recruitmentaccount")
    template_name = "victims/story.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, victim = self.request.user, self.object
        legs = list(JourneyLeg.objects.visible_to(user).filter(victim=victim))
        accounts = RecruitmentAccount.objects.visible_to(user).filter(victim=victim)
        return super().get_context_data(
            legs=legs,
            diverted=is_diverted(legs),
            accounts=accounts.select_related("recruiter"),
            may_write=Victim.objects.editable_by(user).filter(pk=victim.pk).exists(),
            **context,
        )


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
