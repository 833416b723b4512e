from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string

from cases.models import Case, CaseTask, Place, RescueOperation
from core.tables import BadgeColumn, RecordTable, RefColumn


class CaseColumn(tables.Column):
    """The case of a record, as the link to it."""

    def __init__(self, accessor: str = "case", **kwargs: Any) -> None:
        super().__init__(
            **{
                "accessor": f"{accessor}__ref",
                "verbose_name": "Case",
                "linkify": lambda record: tables.A(accessor).resolve(record).get_absolute_url(),
                "attrs": {"a": {"class": "ref"}},
                **kwargs,
            }
        )


class CaseTable(RecordTable):
    ref = RefColumn(verbose_name="Case")
    title = tables.Column()
    stage = BadgeColumn()
    status = BadgeColumn()
    sensitivity = BadgeColumn()
    country = tables.Column(accessor="country__name", order_by="country", verbose_name="Country")
    people_logged = tables.Column(verbose_name="People", attrs={"cell": {"class": "number"}})
    lead_agency = tables.Column(verbose_name="Lead")
    opened_on = tables.DateColumn(format="j M Y", verbose_name="Opened")

    class Meta(RecordTable.Meta):
        model = Case
        fields = (
            "ref", "title", "stage", "status", "sensitivity", "country", "people_logged",
            "lead_agency", "opened_on",
        )  # fmt: skip


class TaskTable(RecordTable):
    title = tables.Column(verbose_name="Task", linkify=True)
    case = CaseColumn()
    person = tables.Column(
        verbose_name="About",
        order_by="person__name",
        linkify=lambda record: record.person and record.person.get_absolute_url(),
    )
    owner = tables.Column()
    due_on = tables.Column(verbose_name="Due", attrs={"td": {"class": "text-nowrap"}})
    priority = BadgeColumn()
    status = BadgeColumn()
    origin = tables.Column(orderable=False, verbose_name="From")

    class Meta(RecordTable.Meta):
        model = CaseTask
        fields = ("title", "case", "person", "owner", "due_on", "priority", "status", "origin")

    def render_due_on(self, record: CaseTask) -> str:
        return render_to_string("tasks/due.html", {"task": record})

    def value_due_on(self, value: Any) -> Any:
        return value


class OperationTable(RecordTable):
    what = tables.Column(
        accessor="get_kind_display", order_by="kind", verbose_name="Operation", linkify=True
    )
    case = CaseColumn()
    happened_on = tables.DateColumn(format="j M Y", verbose_name="Date")
    place = tables.Column(order_by=("place__country", "place__name"))
    trigger = tables.Column(accessor="get_trigger_display", order_by="trigger")

    class Meta(RecordTable.Meta):
        model = RescueOperation
        fields = ("what", "case", "happened_on", "place", "trigger")


class PlaceTable(RecordTable):
    name = tables.Column(linkify=lambda record: record.case.get_absolute_url())
    case = CaseColumn()
    kind = tables.Column()
    admin_area = tables.Column(verbose_name="State or province")
    country = tables.Column(accessor="country__name", order_by="country", verbose_name="Country")

    class Meta(RecordTable.Meta):
        model = Place
        fields = ("name", "case", "kind", "admin_area", "country")
