"""The base of every table."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html

from core.templatetags.ui import badge


class RecordTable(tables.Table):
    """Dense and sortable; the first column links to the record."""

    class Meta:
        attrs = {"class": "table table-dense"}
        empty_text = ""
        default = "–"


class RefColumn(tables.Column):
    """The record's reference, as the link to it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", "Ref")
        kwargs.setdefault("attrs", {"a": {"class": "ref"}})
        super().__init__(**{"linkify": True, **kwargs})


class BadgeColumn(tables.Column):
    """A code as a badge: text, icon and colour. The field must be a `CodeField`."""

    def render(self, record: Any, bound_column: Any) -> str:
        code = bound_column.accessor.resolve(record)
        return render_to_string("components/badge.html", badge(code))

    def value(self, value: str) -> str:
        """In a file: the label alone."""
        return value


class ChosenColumn(tables.CheckBoxColumn):
    """Tick boxes for bulk acts; their values are refs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "accessor": "ref",
                "orderable": False,
                "exclude_from_export": True,
                **kwargs,
            }
        )

    @property
    def header(self) -> str:
        return format_html(
            '<input type="checkbox" data-tick-all="{}" aria-label="Tick all">', "chosen"
        )
