from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from core.tables import BadgeColumn, ChosenColumn, RecordTable
from repatriation.models import Repatriation
from repatriation.workflow import StepKind


class RepatriationTable(RecordTable):
    chosen = ChosenColumn()
    victim = tables.Column(
        verbose_name="Name",
        order_by="victim__person__name",
        linkify=lambda record: record.get_absolute_url(),
    )
    case = tables.Column(
        accessor="victim__person__case__ref", attrs={"td": {"class": "mono"}}, verbose_name="Case"
    )
    way = tables.Column(
        accessor="from_country__name",
        order_by=("from_country", "to_country"),
        attrs={"td": {"class": "text-nowrap"}},
        verbose_name="From → to",
    )
    mission = tables.Column()
    officer = tables.Column()
    status = BadgeColumn()
    next_step = tables.Column()
    next_due = tables.Column(verbose_name="Due", attrs={"td": {"class": "text-nowrap"}})
    steps_done = tables.Column(verbose_name="Steps", attrs={"cell": {"class": "number"}})

    class Meta(RecordTable.Meta):
        model = Repatriation
        fields = (
            "chosen", "victim", "case", "way", "mission", "officer", "status", "next_step",
            "next_due", "steps_done",
        )  # fmt: skip

    def render_case(self, value: str) -> str:
        """Text alone for those who may not open cases, as officers."""
        if not self.request.user.has_perm("cases.view_case"):
            return value
        url = reverse("cases:detail", args=[value])
        return format_html('<a class="ref" href="{}">{}</a>', url, value)

    def value_case(self, value: str) -> str:
        return value

    def render_way(self, record: Repatriation) -> str:
        return f"{record.from_country.name} → {record.to_country.name}"

    def render_next_step(self, value: str) -> str:
        return StepKind(value).label

    def render_next_due(self, value: date) -> str:
        late = value < timezone.localdate()
        return render_to_string("repatriation/due.html", {"due": value, "late": late})

    def value_next_due(self, value: date) -> Any:
        return value

    def render_steps_done(self, record: Any) -> str:
        return f"{record.steps_done} of {record.steps_all}"
