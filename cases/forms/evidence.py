from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.custody import MOVES, EvidenceStatus, NumberKind
from cases.models import Case, CustodyEvent, EvidenceItem
from core.forms import RecordForm, RowForm, Rows
from core.money import ISO_4217

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
FOUND = ["found_at", "found_in", "found_by", "operation", "found_on"]


class EvidenceForm(RecordForm):
    fieldsets = {
        "What it is": ["title", "category", "count", "belongs_to", "remarks"],
        "How it was found": FOUND,
    }

    class Meta:
        model = EvidenceItem
        fields = ["title", "category", "count", "belongs_to", "remarks", *FOUND]
        widgets = {"found_at": MOMENT}

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("found_on", "belongs_to", "operation"):
            rows = self.fields[name].queryset.model.objects
            self.fields[name].queryset = rows.visible_to(self.user).of_case(case)


class NewEvidenceForm(EvidenceForm):
    """Also asks who has it now and under which seal; later these change by acts of custody."""

    fieldsets = EvidenceForm.fieldsets | {"Custody": ["held_by", "seal"]}

    class Meta(EvidenceForm.Meta):
        fields = [*EvidenceForm.Meta.fields, "held_by", "seal"]


class AmountForm(RowForm):
    main = "amount"
    amount = forms.DecimalField(min_value=0, max_digits=14, decimal_places=2)
    currency = forms.CharField(max_length=3, help_text="ISO 4217, such as PEN.")
    as_reported = forms.CharField(max_length=120, label="In the words of the source")
    source = forms.CharField(max_length=200)

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].upper()
        if code:
            ISO_4217(code)
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("amount") is not None and not data.get("currency", "unreadable"):
            self.add_error("currency", "Say in which currency.")
        return data


class NumberForm(RowForm):
    main = "value"
    kind = forms.ChoiceField(choices=NumberKind.choices)
    value = forms.CharField(max_length=100, label="Number")


class AmountRows(Rows):
    legend = "Amounts, as each source reports them"


class NumberRows(Rows):
    legend = "Numbers on it: IMEI, card, passport"


AmountFormSet = forms.formset_factory(
    AmountForm, formset=AmountRows, extra=2, can_delete=True, can_delete_extra=False
)
NumberFormSet = forms.formset_factory(
    NumberForm, formset=NumberRows, extra=2, can_delete=True, can_delete_extra=False
)


class CustodyForm(RecordForm):
    """A line in the chain; the item's own seal is what it begins with."""

    fieldsets = {
        "Handed over": ["to", "at", "place", "purpose"],
        "Seal": ["seal_before", "seal_after", "seal_reason"],
    }

    class Meta:
        model = CustodyEvent
        fields = ["to", "at", "place", "purpose", "seal_before", "seal_after", "seal_reason"]
        widgets = {"at": MOMENT}
        help_texts = {
            "to": "Who has it from then on.",
            "seal_before": "As it was read when it was handed over.",
            "seal_after": "Only if a new one was put on.",
            "seal_reason": "Only if the seal found is not the one that was put on last.",
        }


class StatusForm(forms.Form):
    """What an item becomes. Offered is only what may follow its present status."""

    status = forms.ChoiceField(label="Becomes")
    to = forms.CharField(
        max_length=120, required=False, label="Who has it then", help_text="When it goes elsewhere."
    )
    reason = forms.CharField(max_length=180, help_text="Such as: order of the court of 3 May.")

    def __init__(self, *args: Any, item: EvidenceItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = MOVES[EvidenceStatus(item.status)]
        self.fields["status"].choices = [
            (status.value, status.label) for status in EvidenceStatus if status in moves
        ]


class Uploaded:
    """For a form with a field `file`. `refusal` is why the upload handler did not take it."""

    def __init__(self, *args: Any, refusal: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal = refusal
        if refusal:
            self.fields["file"].required = False

    def clean(self) -> dict[str, Any]:
        if self.refusal:
            raise ValidationError({"file": self.refusal})
        return super().clean() or self.cleaned_data


class FileForm(Uploaded, forms.Form):
    file = forms.FileField(allow_empty_file=True)
    description = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
