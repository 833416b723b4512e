"""What of a timeline is shown."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.timeline import Event


class TimelineForm(forms.Form):
    kind = forms.ChoiceField(required=False)
    person = forms.ModelChoiceField(None, required=False, to_field_name="ref", empty_label="Any")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], people: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["kind"].choices = [("", "Any"), *kinds]
        self.fields["person"].queryset = people

    def admits(self, event: Event) -> bool:
        kind, person = self.cleaned_data["kind"], self.cleaned_data["person"]
        return (not kind or event.kind == kind) and (not person or person.ref in event.people)
