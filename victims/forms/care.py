"""The forms of what is recorded for the care of a victim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.forms import Uploaded
from core.forms import RecordForm
from people.forms import CountriesField
from victims.languages import language_name, languages
from victims.models import (
    Consent,
    Contact,
    Need,
    Photo,
    Placement,
    SupportItem,
    SupportPlan,
    Victim,
    VulnerabilityAssessment,
)

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LanguagesField(CountriesField):
    """Languages typed by name or code, `Malay, eng`; cleaned to `["msa", "eng"]`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Names or ISO 639 codes, the best spoken first: Malay, eng.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        # A name that has a comma itself would be read as two.
        names = [(code, language_name(code)) for code in value]
        return ", ".join(code if "," in name else name for code, name in names)

    def _code(self, text: str) -> str:
        for code, name in languages():
            if text.casefold() in (code, name.casefold()):
                return code
        raise ValidationError(
            f"“{text}” is not among the languages. Write its English name or its code: Malay or "
            "msa; “Another language” if it is not there."
        )


class BackgroundForm(RecordForm):
    fieldsets = {
        "Languages": ["languages", "needs_interpreter"],
        "Person": ["gender", "marital_status", "children", "education", "is_unaccompanied"],
    }

    class Meta:
        model = Victim
        fields = [
            "languages", "needs_interpreter", "gender", "marital_status", "children", "education",
            "is_unaccompanied",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"] = LanguagesField(required=False)


class PartForm(RecordForm):
    """A form of something that hangs off a victim."""

    #: The day that is today unless somebody says otherwise.
    begins = ""

    def __init__(self, *args: Any, victim: Victim | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.victim = victim
        if self.begins:
            self.fields[self.begins].initial = timezone.localdate


class ContactForm(PartForm):
    fieldsets = {
        "Contact": ["name", "relation", "is_next_of_kin", "is_guardian"],
        "Reached by": ["phone", "email", "address", "country", "language"],
        "Safety": ["may_contact", "condition", "safety"],
    }

    class Meta:
        model = Contact
        fields = [
            "name", "relation", "is_next_of_kin", "is_guardian", "phone", "email", "address",
            "country", "language", "may_contact", "condition", "safety",
        ]  # fmt: skip


class NeedForm(PartForm):
    begins = "noticed_on"

    class Meta:
        model = Need
        fields = ["kind", "urgency", "noticed_on", "detail", "met_on", "met_by"]
        widgets = {"noticed_on": DATE, "met_on": DATE}


class VulnerabilityAssessmentForm(PartForm):
    begins = "assessed_on"

    class Meta:
        model = VulnerabilityAssessment
        fields = ["level", "assessed_on", "assessor", "factors", "text"]
        widgets = {"assessed_on": DATE}


class PlacementForm(PartForm):
    begins = "since"

    class Meta:
        model = Placement
        fields = [
            "kind", "name", "address", "country", "since", "until", "reason", "responsible",
        ]  # fmt: skip
        widgets = {"since": DATE, "until": DATE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_read = self.user.has_perm("victims.view_shelteraddress")
        if self.instance._state.adding:
            self.fields["since"].help_text = "An earlier stay that is still open ends on this day."
            if not may_read:
                self.fields["address"].help_text = "Once saved, only supervisors read it."
        elif not may_read:
            del self.fields["address"]  # What is not shown is not changed either.


class SupportPlanForm(PartForm):
    begins = "agreed_on"

    class Meta:
        model = SupportPlan
        fields = ["objective", "agreed_on", "with_victim", "responsible", "closed_on"]
        widgets = {"agreed_on": DATE, "closed_on": DATE}


class SupportItemForm(PartForm):
    class Meta:
        model = SupportItem
        fields = ["kind", "objective", "status", "planned_end", "actual_end", "action_plan"]
        widgets = {"planned_end": DATE, "actual_end": DATE}


class ConsentForm(PartForm):
    begins = "given_on"
    fieldsets = {
        "Consent": ["scope", "answer", "given_on", "expires_on", "detail"],
        "By whom": ["given_by", "given_by_name", "language", "interpreter"],
    }

    class Meta:
        model = Consent
        fields = [
            "scope", "answer", "given_on", "expires_on", "detail", "given_by", "given_by_name",
            "language", "interpreter",
        ]  # fmt: skip
        widgets = {"given_on": DATE, "expires_on": DATE}


class PhotoForm(Uploaded, PartForm):
    """A picture to add; what it really is, the service judges."""

    file = forms.FileField(label="Picture", help_text="JPEG, PNG or WebP, at most 5 MB.")
    fieldsets = {"Photo": ["file", "taken_on", "caption"]}

    class Meta:
        model = Photo
        fields = ["taken_on", "caption"]
        widgets = {"taken_on": DATE}
