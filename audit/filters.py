from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.apps import apps
from django.db.models import Q

from audit.models import Access, AccessLog
from core.filters import RecordFilter
from core.models import Record


def kinds() -> list[tuple[str, str]]:
    """Every model whose rows are read by reference, and what a search is logged as."""
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    named = {model._meta.label_lower: str(model._meta.verbose_name) for model in records}
    named |= {Record._meta.label_lower: "any (search)", AccessLog._meta.label_lower: "access log"}
    return sorted(named.items(), key=lambda kind: kind[1])


class AccessFilter(RecordFilter):
    q = None  # The log has no words to look through; it is asked by user and by record.
    user = filters.CharFilter(method="by", label="User")
    ref = filters.CharFilter(method="of", label="Record")
    access = filters.MultipleChoiceFilter(
        choices=Access.choices, widget=forms.CheckboxSelectMultiple
    )
    model = filters.ChoiceFilter(choices=kinds(), label="Kind of record")
    at = filters.DateFromToRangeFilter(
        label="When", widget=filters.widgets.DateRangeWidget(attrs={"type": "date"})
    )

    class Meta:
        model = AccessLog
        fields: list[str] = []

    def by(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Q(user__name__icontains=value) | Q(user__email__icontains=value))

    def of(self, rows: Any, name: str, value: str) -> Any:
        """Reads of the record with that reference."""
        return rows.filter(refs__contains=[value.strip().upper()])
