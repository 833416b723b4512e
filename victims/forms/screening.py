"""The forms of a screening: what it is, its answers, and what is concluded from them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from core.forms import RecordForm
from victims.forms.care import DATE
from victims.grid import evidence_for
from victims.models import Answer, Conclusion, Instrument, Screening, Victim
from victims.screening import Indicator, Value

INTERVIEW = ["held_on", "place", "language", "interpreter", "was_child"]


class ScreeningForm(RecordForm):
    fieldsets = {"Interview": INTERVIEW}

    class Meta:
        model = Screening
        fields = INTERVIEW
        widgets = {"held_on": DATE}

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("The day lies in the future; screen first, then record it.")
        return day


class NewScreeningForm(ScreeningForm):
    """Asks for the instrument; whoever may be a child was probably one when recruited."""

    fieldsets = {"Interview": ["instrument", *INTERVIEW]}

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, victim=victim, **kwargs)
        self.fields["instrument"] = forms.ModelChoiceField(
            Instrument.objects.current(), to_field_name="key", empty_label="Choose an instrument"
        )
        self.fields["held_on"].initial = timezone.localdate
        self.fields["was_child"].initial = victim.majority.is_minor


class ConclusionForm(RecordForm):
    fieldsets = {
        "Conclusion": ["conclusion", "reasoning"],
        "Whatever was found of trafficking": ["found_injured", "found_crime_victim"],
        "Non-punishment": ["offence_compelled", "direct_consequence", "non_punishment"],
    }

    class Meta:
        model = Screening
        fields = [
            "conclusion", "reasoning", "found_injured", "found_crime_victim", "offence_compelled",
            "direct_consequence", "non_punishment",
        ]  # fmt: skip

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusion"] = forms.ChoiceField(
            choices=Conclusion.choices, widget=forms.RadioSelect
        )
        self.fields["reasoning"].required = True
        self.fields[
            "reasoning"
        ].help_text = "Which answers bear it, which speak against it, and what is not known."


class AnswersForm(RecordForm):
    """A field an indicator, with a note and a reference to evidence beside each."""

    class Meta:
        model = Screening
        fields: list[str] = []

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evidence = evidence_for(victim, self.user)
        self.scheme = self.instance.instrument.scheme
        given = {answer.indicator: answer for answer in self.instance.answers.all()}
        for indicator in self.scheme.indicators:
            self._ask(indicator, given.get(indicator.code) or Answer())

    def _ask(self, indicator: Indicator, given: Answer) -> None:
        code, text = indicator.code, indicator.text
        self.fields[code] = forms.ChoiceField(
            choices=Value.choices, initial=given.value, label=text, widget=forms.RadioSelect
        )
        for name, longest in (("note", 500), ("evidence", 200)):
            self.fields[f"{name}-{code}"] = forms.CharField(
                required=False,
                max_length=longest,
                initial=getattr(given, name),
                label=f"{name.capitalize()}: {text}",
            )
        self.fields[f"evidence-{code}"].widget.attrs["list"] = "evidence"

    @property
    def dimensions(self) -> list[tuple[Any, list[dict[str, Any]]]]:
        """(dimension, its indicators with their fields), as the instrument orders them."""
        return [
            (
                dimension,
                [
                    {
                        "indicator": each,
                        "value": self[each.code],
                        "note": self[f"note-{each.code}"],
                        "evidence": self[f"evidence-{each.code}"],
                        "is_explained": bool(self[f"note-{each.code}"].value())
                        or bool(self[f"evidence-{each.code}"].value()),
                    }
                    for each in self.scheme.of(dimension)
                ],
            )
            for dimension in self.scheme.dimensions
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for each in self.scheme.indicators:
            self._check_evidence(f"evidence-{each.code}")
        answers = {
            each.code: {
                "value": data[each.code],
                "note": data.get(f"note-{each.code}", ""),
                "evidence": data.get(f"evidence-{each.code}", ""),
            }
            for each in self.scheme.indicators
            if each.code in data
        }
        return {"version": data.get("version"), "answers": answers}

    def _check_evidence(self, name: str) -> None:
        """A reference that leads somewhere; one that stood there before may be of what is gone."""
        told = self.cleaned_data.get(name, "")
        self.cleaned_data[name] = ref = told.upper() if told.upper() in self.evidence else told
        if ref and ref not in self.evidence and ref != self.fields[name].initial:
            self.add_error(
                name,
                f"“{ref}” is no evidence or statement of this case; copy the reference from its "
                "page, and write in the note what has none.",
            )
