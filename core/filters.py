"""The base of every FilterSet: one a model, for the page, the API, the export and bulk acts."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.http import QueryDict

from core.dates import PartialDate
from core.fields import PartialDateFormField
from core.forms import words


class RecordFilter(filters.FilterSet):
    """Adds `q`, words to look for, where the queryset has `matching(words)`."""

    q = filters.CharFilter(method="find", label="Find")

    def find(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.matching(value) if value.strip() else queryset

    def chips(self) -> list[dict[str, str]]:
        """The filters in force: label, value in words, and the query string without them."""
        if not self.form.is_bound or not self.form.is_valid():
            return []
        return [
            {
                "label": str(self.form[name].label),
                "value": self._words(name),
                "remove_url": "?" + self._without(name),
            }
            for name, value in self.form.cleaned_data.items()
            if value and not isinstance(self.form.fields[name].widget, forms.HiddenInput)
        ]

    def _words(self, name: str) -> str:
        field, value = self.form.fields[name], self.form.cleaned_data[name]
        if isinstance(value, slice):
            return f"{value.start or '…'} to {value.stop or '…'}"
        if hasattr(value, "all") or hasattr(value, "_meta"):
            return ", ".join(map(str, value.all())) if hasattr(value, "all") else str(value)
        return words(value, field)

    def _without(self, name: str) -> str:
        query: QueryDict = self.data.copy()
        for key in list(query):
            if key in (
                name,
                "page",
                *(f"{name}_{end}" for end in ("min", "max", "after", "before")),
            ):
                del query[key]
        return query.urlencode()


class OnDate(filters.Filter):
    """Rows of which a partial date may be the one that is asked for: 2023-09 finds every day of it.

    `fields` names the columns when there are several; any of them will do.
    """

    field_class = PartialDateFormField

    def __init__(self, *, fields: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.columns = fields
        super().__init__(**{"field_name": fields[0] if fields else None, **kwargs})

    def filter(self, queryset: Any, value: PartialDate | None) -> Any:
        if not value:
            return queryset
        found = Q()
        for column in self.columns or (self.field_name,):
            found |= may_be(column, value)
        return queryset.filter(found)


def may_be(column: str, value: PartialDate) -> Q:
    """The dates are text: what begins alike is the same date told more or less exactly."""
    text = str(value).removesuffix("~")
    less = [text[:length] for length in (4, 7) if length < len(text)]
    return Q(**{f"{column}__startswith": text}) | Q(
        **{f"{column}__in": [*less, *(f"{part}~" for part in less)]}
    )
