from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape

from core.sheets import MOST_MB, TOO_LARGE
from victims import manifest as reading
from victims.models import Manifest

SAMPLES = 3


class ManifestForm(forms.Form):
    """A file with a list of people."""

    file = forms.FileField(
        label="List of the people freed",
        help_text=f"CSV in UTF-8 or XLSX, its first line the names of the columns; {MOST_MB} MB at "
        "most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_MB * 2**20:
            raise ValidationError(TOO_LARGE)
        return file


class ColumnsForm(forms.Form):
    """For each header of a file, which column it is; with values from the first lines."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, manifest: Manifest, proposed: dict[str, str]) -> None:
        super().__init__(*args, initial={"version": manifest.version})
        self.headers = manifest.headers
        column_of = {header: column for column, header in proposed.items()}
        lines = list(manifest.rows.values_list("cells", flat=True)[:SAMPLES])
        for place, header in enumerate(self.headers):
            samples = dict.fromkeys(cells[place] for cells in lines if cells and cells[place])
            self.fields[f"header-{place}"] = forms.ChoiceField(
                label=header,
                choices=[("", "Leave out"), *reading.choices()],
                initial=column_of.get(header, ""),
                required=False,
                help_text=escape("; ".join(sample[:40] for sample in samples)),
            )

    def clean(self) -> dict[str, Any]:
        """Adds `mapping`: column → header."""
        data = super().clean() or {}
        mapping: dict[str, str] = {}
        for place, header in enumerate(self.headers):
            column = data.get(f"header-{place}")
            if column in mapping:
                label = dict(reading.choices())[column]
                self.add_error(f"header-{place}", f"“{mapping[column]}” is {label} already.")
            elif column:
                mapping[column] = header
        if not reading.is_named(mapping):
            raise ValidationError("Say which column has the names.")
        return data | {"mapping": mapping}
