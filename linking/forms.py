from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Agency
from core.forms import RecordForm
from core.sheets import MOST_MB, TOO_LARGE, SheetError, text_of
from linking import lists
from linking.models import Answer, LinkingModel
from people.models import Identifier


class VerdictForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer.choices)
    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What convinced you; the next reviewer reads it.",
    )
    #: Which state of the match the reviewer saw.
    version = forms.IntegerField(widget=forms.HiddenInput)


class UndoForm(forms.Form):
    """The state of the match that the verdict to be undone left behind."""

    version = forms.IntegerField()


class AskForm(forms.Form):
    """Whom to ask for access, about which record of one's own."""

    about = forms.SlugField()
    agency = forms.ModelChoiceField(Agency.objects.all())
    reason = forms.CharField(max_length=2000)


class CommonValueForm(RecordForm):
    class Meta:
        model = Identifier
        fields = ["is_common", "common_because"]


class GoBackForm(RecordForm):
    """Why a model is put to use, and which one was in force when that was decided."""

    class Meta:
        model = LinkingModel
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"reason": "Whoever asks next year reads it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The reason of the model in force is not the one of the next.
        self.initial["reason"] = ""


class ThresholdsForm(GoBackForm):
    possible = forms.FloatField(
        label="Possible, from (bits)",
        help_text="Pairs below it are not proposed.",
        widget=forms.NumberInput(attrs={"step": 0.5}),
    )
    match = forms.FloatField(
        label="Match, from (bits)",
        help_text="Pairs from it on are called a match; a person still decides.",
        widget=forms.NumberInput(attrs={"step": 0.5}),
    )
    field_order = ["possible", "match", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.instance.model["thresholds"] | self.initial


class AroundForm(forms.Form):
    """How far the drawing of cases reaches."""

    hops = forms.TypedChoiceField(choices=[("1", "1"), ("2", "2")], coerce=int)


class SeenForm(forms.Form):
    """When the newest of the links that the page showed as new came."""

    until = forms.DateTimeField(widget=forms.HiddenInput)


class ListCheckForm(forms.Form):
    """A list of people as a CSV file, to be checked and not kept."""

    file = forms.FileField(
        label="List of people",
        help_text="CSV in UTF-8, its first line the names of the columns; 20 MB at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    in_base = forms.BooleanField(
        label="Compare with the people in the base too", required=False, initial=True
    )

    def clean_file(self) -> dict[str, str]:
        """The name and the text of the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_MB * 2**20:
            raise ValidationError(TOO_LARGE)
        try:
            text = text_of(file.read())
            lists.read(text.splitlines(keepends=True))
        except SheetError as error:
            raise ValidationError(str(error)) from error
        return {"name": file.name, "content": text}

    def clean(self) -> dict[str, Any]:
        """As `services.start_check` takes it."""
        data = super().clean() or {}
        return {**data.pop("file", {}), "in_base": data.get("in_base", False)}
