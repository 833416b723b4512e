from __future__ import annotations

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html

from core.tables import BadgeColumn, RecordTable, RefColumn
from linking.filters import query_of
from linking.models import Match
from people.models import Person


def in_queue(record: Match, table: tables.Table) -> str:
    """The match's page, which leads on through the queue that the list shows."""
    query = query_of(table.request) if hasattr(table, "request") else ""
    return f"{record.get_absolute_url()}?{query}" if query else record.get_absolute_url()


class MatchTable(RecordTable):
    ref = RefColumn(verbose_name="Match", linkify=in_queue)
    weight = tables.Column(verbose_name="Bits", attrs={"cell": {"class": "number"}})
    left = tables.Column(verbose_name="One record", order_by="left__name")
    right = tables.Column(verbose_name="Other record", order_by="right__name")
    why = tables.Column(empty_values=(), orderable=False)
    answer = BadgeColumn(verbose_name="Verdict", empty_values=())

    class Meta(RecordTable.Meta):
        model = Match
        fields = ("ref", "weight", "left", "right", "why", "answer")

    def render_left(self, value: Person) -> str:
        return format_html('{} <span class="muted mono">{}</span>', value, value.case.ref)

    render_right = render_left

    def value_left(self, value: Person) -> str:
        return f"{value} ({value.case.ref})"

    value_right = value_left

    def render_answer(self, record: Match) -> str:
        return render_to_string("linking/answer.html", {"match": record})

    def render_why(self, record: Match) -> str:
        """The reason that weighs most."""
        strongest = max(record.reasons, key=lambda reason: reason["weight"], default=None)
        return strongest["words"] if strongest else ""

    def value_why(self, record: Match) -> str:
        return "; ".join(f"{reason['words']} ({reason['weight']:+g})" for reason in record.reasons)
