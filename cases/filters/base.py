"""What the filters of several models share."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from accounts.models import Agency
from cases.models import (
    Case,
    Flag,
    FlagKind,
)
from core.filters import RecordFilter


def agencies(request: Any) -> Any:
    return Agency.objects.visible_to(request.user) if request else Agency.objects.none()


def cases(request: Any) -> Any:
    return Case.objects.visible_to(request.user) if request else Case.objects.none()


class CaseOf(filters.ModelChoiceFilter):
    """The case of a record, named in the URL by its reference."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "queryset": cases,
                "to_field_name": "ref",
                "label": "Case",
                "empty_label": "Any",
                **kwargs,
            }
        )


class Days(filters.DateFromToRangeFilter):
    """From one day to another."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=filters.widgets.DateRangeWidget(attrs={"type": "date"}), **kwargs)


class AnyOf(filters.MultipleChoiceFilter):
    """Rows whose set of codes holds any of the chosen ones."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "lookup_expr": "overlap",
                "widget": forms.CheckboxSelectMultiple,
                **kwargs,
            }
        )

    def filter(self, queryset: Any, values: list[str]) -> Any:
        return queryset.filter(**{f"{self.field_name}__overlap": values}) if values else queryset


class WithFlags(RecordFilter):
    """Adds `flag`: rows that are flagged so, for those who may read flags.

    `flagged` says which column of the flag holds what column of the row.
    """

    flag = filters.MultipleChoiceFilter(
        choices=FlagKind.choices, widget=forms.CheckboxSelectMultiple, method="with_flag"
    )
    flagged = ("case", "pk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters.move_to_end("flag")
        if not (self.request and self.request.user.has_perm("cases.view_flag")):
            del self.filters["flag"]

    def with_flag(self, rows: Any, name: str, kinds: list[str]) -> Any:
        column, of_row = self.flagged
        raised = Flag.objects.visible_to(self.request.user).raised().filter(kind__in=kinds)
        return rows.filter(**{f"{of_row}__in": raised.values(column)}) if kinds else rows
