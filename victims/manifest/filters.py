from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from core.filters import RecordFilter
from people.filters import Logged
from victims.models import Manifest, ManifestRow, ManifestState, RowState


class ManifestFilter(RecordFilter):
    state = filters.MultipleChoiceFilter(
        choices=ManifestState.choices, widget=forms.CheckboxSelectMultiple
    )
    uploaded = Logged(label="Uploaded")

    class Meta:
        model = Manifest
        fields: list[str] = []


class ManifestRowFilter(RecordFilter):
    only = filters.ChoiceFilter(
        choices=[("mistakes", "Only mistakes"), ("duplicates", "Only possible duplicates")],
        method="by_trouble",
        label="Show",
        empty_label="All lines",
    )
    state = filters.MultipleChoiceFilter(
        choices=RowState.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ManifestRow
        fields: list[str] = []

    def by_trouble(self, queryset: Any, name: str, value: str) -> Any:
        if value == "mistakes":
            return queryset.filter(state=RowState.MISTAKES)
        return queryset.with_any_duplicate(self.request.user)
