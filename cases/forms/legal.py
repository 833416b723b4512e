"""Legal actions, their stages, requests, statutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from cases.forms.case import DATE
from cases.legal import MOVES, LegalStage
from cases.models import Case, Charged, LegalAction, LegalRequest, Statute
from core.forms import RecordForm


def people_of(case: Case, user: Any) -> Any:
    people = Charged._meta.get_field("person").related_model
    return people.objects.visible_to(user).of_case(case)


class LegalActionForm(RecordForm):
    fieldsets = {
        "Legal action": ["statute", "persons", "reported_on", "agency"],
        "Court": ["court", "court_ref", "outcome", "remarks"],
    }

    class Meta:
        model = LegalAction
        fields = ["statute", "agency", "court", "court_ref", "outcome", "remarks"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statute"] = forms.ModelChoiceField(
            Statute.objects.visible_to(self.user), to_field_name="ref"
        )
        is_new = self.instance._state.adding
        chosen = [] if is_new else self.instance.charged.values_list("person__ref", flat=True)
        self.fields["persons"] = forms.ModelMultipleChoiceField(
            people_of(case, self.user), to_field_name="ref", required=False, initial=list(chosen)
        )
        if is_new:
            self.fields["reported_on"] = forms.DateField(
                label="Reported", widget=DATE, initial=timezone.localdate
            )
        else:
            self.initial["statute"] = self.instance.statute.ref


class StageForm(forms.Form):
    """The next stage of an action: only such as may follow."""

    stage = forms.ChoiceField(label="Next stage")
    on = forms.DateField(label="Date", widget=DATE, initial=timezone.localdate)
    note = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, action: LegalAction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [
            (stage.value, stage.label) for stage in LegalStage if stage in MOVES[action.stage]
        ]


class LegalRequestForm(RecordForm):
    fieldsets = {
        "Request": ["kind", "colour", "number", "to_country", "person", "action"],
        "Where it stands": ["status", "sent_on", "answered_on", "remarks"],
    }

    class Meta:
        model = LegalRequest
        fields = [
            "kind", "colour", "number", "to_country", "person", "action", "status", "sent_on",
            "answered_on", "remarks",
        ]  # fmt: skip
        widgets = {"sent_on": DATE, "answered_on": DATE}

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions = LegalAction.objects.visible_to(self.user).of_case(case)
        for name, rows in (("person", people_of(case, self.user)), ("action", actions)):
            self.fields[name] = forms.ModelChoiceField(rows, to_field_name="ref", required=False)
            self.initial[name] = getattr(self.instance, name)


class StatuteForm(RecordForm):
    class Meta:
        model = Statute
        fields = ["jurisdiction", "act", "section", "title", "gap", "unverified"]
