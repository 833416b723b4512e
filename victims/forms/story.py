"""The forms of a victim's own story."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Place
from core.forms import RecordForm
from people.forms import CountriesField, IdentifierForm, IdentifierRows
from people.models import Person
from victims.models import Exploitation, JourneyLeg, RecruitmentAccount, Victim


class OfVictimForm(RecordForm):
    """A form about a part of a victim's story."""

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.victim = victim

    def choose(self, name: str, queryset: Any, **kwargs: Any) -> None:
        """Let the field choose among records by their references."""
        self.fields[name] = forms.ModelChoiceField(
            queryset, to_field_name="ref", required=False, **kwargs
        )
        # The choices are named by reference, the model's initial value is not.
        self.initial[name] = getattr(self.instance, name)


class RecruitmentAccountForm(OfVictimForm):
    advert_url = forms.URLField(
        label="Address of the advertisement",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    fieldsets = {
        "How they were recruited": [
            "recruited_on", "channel", "platform", "platform_name", "recruiter", "relationship",
            "ticket_paid_by",
        ],
        "What they were promised": [
            "promised_job", "employer", "promised_country", "promised_city", "salary", "currency",
            "salary_period",
        ],
        "The advertisement": ["advert_url", "advert_sha256", "advert_text"],
        "The debt": ["debt", "debt_currency", "claimed_debt"],
        "Their words": ["story"],
    }  # fmt: skip

    class Meta:
        model = RecruitmentAccount
        fields = [
            "recruited_on", "channel", "platform", "platform_name", "recruiter", "relationship",
            "ticket_paid_by", "promised_job", "employer", "promised_country", "promised_city",
            "salary", "currency", "salary_period", "advert_url", "advert_sha256", "advert_text",
            "debt", "debt_currency", "claimed_debt", "story",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.visible_to(self.user).of_case(self.victim.person.case)
        self.choose(
            "recruiter",
            others.exclude(pk=self.victim.person_id),
            help_text="Who recruited, where the case knows the person.",
        )


class ContactForm(IdentifierForm):
    """A number or name that the offer told them to write to."""

    role = None


class ContactRows(IdentifierRows):
    legend = "Whom the offer told them to call or write to"


ContactFormSet = forms.formset_factory(
    ContactForm, formset=ContactRows, extra=2, can_delete=True, can_delete_extra=False
)


class JourneyLegForm(OfVictimForm):
    fieldsets = {
        "From": ["from_place", "from_country", "departed_on"],
        "To": ["to_place", "to_country", "arrived_on"],
        "How": [
            "position", "phase", "is_planned", "mode", "carrier", "flight", "pnr", "paid_by",
            "accompanied_by",
        ],
        "At the border": ["document", "entry", "visa", "border_post"],
    }  # fmt: skip

    class Meta:
        model = JourneyLeg
        fields = [
            "from_place", "from_country", "departed_on", "to_place", "to_country", "arrived_on",
            "position", "phase", "is_planned", "mode", "carrier", "flight", "pnr", "paid_by",
            "accompanied_by", "document", "entry", "visa", "border_post",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["position"].initial = self.victim.legs.count() + 1


class ExploitationForm(OfVictimForm):
    fieldsets = {
        "Where and when": ["site", "began_on", "ended_on", "sold_from", "sold_to"],
        "What they had to do": ["crimes", "scams", "tasks", "targets", "quota", "punishments"],
        "Conditions": ["hours", "meals", "passport_held_by", "phone_access", "escape_attempts"],
        "Pay and debt": [
            "pay_promised", "pay_promised_currency", "pay_received", "pay_received_currency",
            "pay_period", "debt_ledger",
        ],
    }  # fmt: skip

    class Meta:
        model = Exploitation
        fields = [
            "site", "began_on", "ended_on", "sold_from", "sold_to", "crimes", "scams", "tasks",
            "targets", "quota", "punishments", "hours", "meals", "passport_held_by",
            "phone_access", "escape_attempts", "pay_promised", "pay_promised_currency",
            "pay_received", "pay_received_currency", "pay_period", "debt_ledger",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.visible_to(self.user).of_case(self.victim.person.case)
        self.choose("site", places, help_text="A place of the case; add it there first.")
        self.fields["targets"] = CountriesField(
            required=False, label="Target countries", initial=self.instance.targets
        )
