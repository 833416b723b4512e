"""Sources and claims."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.claims import subjects
from cases.models import Case, Claim, Source
from core.forms import RecordForm


class SourceForm(RecordForm):
    fieldsets = {
        "Source": ["kind", "title", "said_by", "publication", "dated", "url"],
        "How far to believe it": ["reliability", "credibility"],
    }
    url = forms.URLField(label="Address", required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Source
        fields = [
            "kind", "title", "said_by", "publication", "url", "dated", "reliability",
            "credibility",
        ]  # fmt: skip

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.case = case  # So that a title that the case has is told at the form.


class ClaimForm(RecordForm):
    """What a source says of something in the case."""

    subject = forms.ChoiceField(label="About")
    fieldsets = {
        "Claim": ["source", "subject", "field", "value", "quote"],
        "The same as a value": ["on", "number", "amount", "currency"],
    }

    class Meta:
        model = Claim
        fields = ["source", "field", "value", "quote", "on", "number", "amount", "currency"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = forms.ModelChoiceField(
            Source.objects.visible_to(self.user).of_case(case), to_field_name="ref"
        )
        groups = subjects(case, self.user)
        self.records = {key: row for rows in groups.values() for key, row in rows.items()}
        self.fields["subject"].choices = [
            (label, [(key, str(row)) for key, row in rows.items()])
            for label, rows in groups.items()
            if rows
        ]

    def clean_subject(self) -> Any:
        return self.records[self.cleaned_data["subject"]]
