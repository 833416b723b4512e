from __future__ import annotations

from typing import Any

from django import forms

from cases.casefile import Part, parts_for


class PrintForm(forms.Form):
    """Which parts of a case file to print, and why. Cleaned, `parts` are `Part`s in their order."""

    parts = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one part."},
    )
    purpose = forms.CharField(
        max_length=200,
        label="Why it is printed",
        help_text="Such as: for the prosecutor, file 123. It stands on the cover and in the log.",
        error_messages={"required": "Say why it is printed; the cover and the log name it."},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_parts = {part.key: part for part in parts_for(user)}
        self.fields["parts"].choices = [(p.key, p.title) for p in self.open_parts.values()]
        self.fields["parts"].initial = list(self.open_parts)

    def clean_parts(self) -> list[Part]:
        chosen = self.cleaned_data["parts"]
        return [part for key, part in self.open_parts.items() if key in chosen]
