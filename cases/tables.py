from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from cases.models import (
    Case,
    CaseTask,
    EvidenceItem,
    LegalAction,
    LegalRequest,
    Place,
    Referral,
    RescueOperation,
    Statute,
)
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


class LegalActionTable(RecordTable):
    statute = tables.Column(
        verbose_name="Section",
        order_by=("statute__act", "statute__section"),
        linkify=lambda record: record.get_absolute_url(),
    )
    case = CaseColumn()
    people = tables.Column(accessor="charged", orderable=False, verbose_name="People")
    stage = BadgeColumn()
    outcome = BadgeColumn()
    court = tables.Column()
    created_at = tables.DateColumn(format="j M Y", verbose_name="Recorded")

    class Meta(RecordTable.Meta):
        model = LegalAction
        fields = ("statute", "case", "people", "stage", "outcome", "court", "created_at")

    def render_people(self, record: LegalAction) -> str:
        return ", ".join(map(str, record.charged.all())) or "–"

    def value_people(self, record: LegalAction) -> str:
        return ", ".join(map(str, record.charged.all()))


class LegalRequestTable(RecordTable):
    what = tables.Column(
        accessor="get_kind_display", order_by="kind", verbose_name="Request", linkify=True
    )
    case = CaseColumn()
    to_country = tables.Column(
        accessor="to_country__name", order_by="to_country", verbose_name="To"
    )
    person = tables.Column(verbose_name="About", order_by="person__name")
    colour = tables.Column()
    number = tables.Column()
    sent_on = tables.DateColumn(format="j M Y", verbose_name="Sent")
    answered_on = tables.DateColumn(format="j M Y", verbose_name="Answered")
    status = BadgeColumn()

    class Meta(RecordTable.Meta):
        model = LegalRequest
        fields = (
            "what", "case", "to_country", "person", "colour", "number", "sent_on", "answered_on",
            "status",
        )  # fmt: skip


class StatuteTable(RecordTable):
    section = tables.Column(linkify=lambda record: reverse("legal:edit_statute", args=[record.ref]))
    act = tables.Column()
    jurisdiction = tables.Column(accessor="jurisdiction__name", order_by="jurisdiction")
    title = tables.Column()
    gap = tables.Column(verbose_name="Gap in the law")
    unverified = tables.BooleanColumn(verbose_name="Wording not verified", yesno="Yes,–")

    class Meta(RecordTable.Meta):
        model = Statute
        fields = ("section", "act", "jurisdiction", "title", "gap", "unverified")


class ReferralTable(RecordTable):
    ref = RefColumn()
    kind = BadgeColumn()
    case = tables.Column(orderable=False, empty_values=())
    from_agency = tables.Column(verbose_name="From")
    to_agency = tables.Column(verbose_name="To")
    reason = tables.Column()
    status = BadgeColumn()
    created_at = tables.DateColumn(format="j M Y", verbose_name="Sent")
    due_on = tables.DateColumn(format="j M Y", verbose_name="Answer by")

    class Meta(RecordTable.Meta):
        model = Referral
        fields = (
            "ref", "kind", "case", "from_agency", "to_agency", "reason", "status", "created_at",
            "due_on",
        )  # fmt: skip

    def render_case(self, record: Referral) -> str:
        """Who received it learns which case it is by accepting."""
        if not record.opens_case:
            return "–"
        url = record.case.get_absolute_url()
        return format_html('<a class="ref" href="{}">{}</a>', url, record.case.ref)

    def value_case(self, record: Referral) -> str:
        return record.case.ref if record.opens_case else ""


class EvidenceTable(RecordTable):
    title = tables.Column(verbose_name="Item", linkify=True)
    case = CaseColumn()
    category = tables.Column()
    count = tables.Column(verbose_name="Count", attrs={"cell": {"class": "number"}})
    amounts = tables.Column(
        accessor="amounts__all", orderable=False, verbose_name="Reported as", empty_values=()
    )
    found_at = tables.DateTimeColumn(
        format="j M Y", verbose_name="Found", attrs={"td": {"class": "text-nowrap"}}
    )
    found_in = tables.Column(verbose_name="Where", orderable=False)
    held_by = tables.Column(verbose_name="Held by")
    seal = tables.Column(verbose_name="Seal")
    status = BadgeColumn()

    class Meta(RecordTable.Meta):
        model = EvidenceItem
        fields = (
            "title", "case", "category", "count", "amounts", "found_at", "found_in", "held_by",
            "seal", "status",
        )  # fmt: skip

    def render_amounts(self, value: Any) -> str:
        return " · ".join(map(str, value)) or "–"

    def value_amounts(self, value: Any) -> str:
        return ", ".join(map(str, value))
