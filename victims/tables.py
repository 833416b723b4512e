from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cases.tables import CaseColumn
from core.tables import BadgeColumn, RecordTable
from core.templatetags.ui import badge
from people.tables import CountriesColumn, PartialDateColumn
from victims.models import (
    Cooperation,
    Exploitation,
    JourneyLeg,
    ProtectionOrder,
    RecruitmentAccount,
    Screening,
    StatementKind,
    Victim,
)


class VictimTable(RecordTable):
    name = tables.Column(
        verbose_name="Name", accessor="ref", order_by=("person__name", "ref"), linkify=True
    )
    case = CaseColumn("person__case")
    status = BadgeColumn()
    sex = tables.Column(
        accessor="person__get_sex_display", order_by="person__sex", verbose_name="Sex"
    )
    born_on = PartialDateColumn(accessor="person__born_on", verbose_name="Born")
    citizenships = CountriesColumn(
        accessor="person__citizenships", verbose_name="Citizenships", orderable=False
    )
    promised_job = tables.Column(verbose_name="Promised job")
    created_at = tables.DateColumn(format="j M Y", verbose_name="Logged")

    class Meta(RecordTable.Meta):
        model = Victim
        fields = (
            "name", "case", "status", "sex", "born_on", "citizenships", "promised_job",
            "created_at",
        )  # fmt: skip

    def render_name(self, record: Victim) -> str:
        return record.name_for(self.request.user)


class StoryTable(RecordTable):
    """Rows that hang off a victim: whose it is comes first, and leads to the whole story."""

    whose = tables.Column(
        verbose_name="Victim",
        accessor="ref",
        order_by=("victim__person__name", "ref"),
        linkify=lambda record: record.get_absolute_url(),
    )
    case = CaseColumn("victim__person__case")

    def render_whose(self, record: Any) -> str:
        return record.victim.name_for(self.request.user)


class LegTable(StoryTable):
    way = tables.Column(accessor="__str__", orderable=False, verbose_name="Leg")
    from_country = tables.Column(accessor="from_country__name", order_by="from_country")
    to_country = tables.Column(accessor="to_country__name", order_by="to_country")
    departed_on = PartialDateColumn(verbose_name="Left")
    arrived_on = PartialDateColumn(verbose_name="Arrived")
    flight = tables.Column()
    entry = tables.Column(verbose_name="Entry")
    is_planned = tables.BooleanColumn(verbose_name="Only told", yesno="Yes,–")

    class Meta(RecordTable.Meta):
        model = JourneyLeg
        fields = (
            "whose", "case", "way", "from_country", "to_country", "departed_on", "arrived_on",
            "flight", "entry", "is_planned",
        )  # fmt: skip


class AccountTable(StoryTable):
    born_on = PartialDateColumn(accessor="victim__person__born_on", verbose_name="Born")
    promised_job = tables.Column()
    promised_country = tables.Column(
        accessor="promised_country__name", order_by="promised_country", verbose_name="Promised in"
    )
    salary = tables.Column(accessor="salary_words", order_by=("currency", "salary"))
    debt = tables.Column(accessor="debt_words", order_by=("debt_currency", "debt"))
    channel = tables.Column()
    platform = tables.Column(accessor="platform_words", order_by=("platform", "platform_name"))
    recruiter = tables.Column(order_by="recruiter__name")
    recruited_on = PartialDateColumn(verbose_name="Recruited")

    class Meta(RecordTable.Meta):
        model = RecruitmentAccount
        fields = (
            "whose", "case", "born_on", "promised_job", "promised_country", "salary", "debt",
            "channel", "platform", "recruiter", "recruited_on",
        )  # fmt: skip

    def render_recruiter(self, value: Any) -> str:
        named = self.request.user.has_perm("people.view_person")
        return str(value) if named else "A person of the case"


class ExploitationTable(StoryTable):
    site = tables.Column(order_by="site__name")
    began_on = PartialDateColumn(verbose_name="From")
    ended_on = PartialDateColumn(verbose_name="To")
    crimes = tables.Column(
        accessor="get_crimes_display", orderable=False, verbose_name="Forced to commit"
    )
    quota = tables.Column()
    punishments = tables.Column(accessor="get_punishments_display", orderable=False)
    hours = tables.Column(verbose_name="Hours", attrs={"cell": {"class": "number"}})

    class Meta(RecordTable.Meta):
        model = Exploitation
        fields = (
            "whose", "case", "site", "began_on", "ended_on", "crimes", "quota", "punishments",
            "hours",
        )  # fmt: skip


class ScreeningTable(StoryTable):
    held_on = tables.DateColumn(
        format="j M Y", verbose_name="Held", attrs={"td": {"class": "text-nowrap"}}
    )
    instrument = tables.Column(accessor="instrument__short", attrs={"td": {"class": "text-nowrap"}})
    interviewer = tables.Column()
    state = BadgeColumn()
    conclusion = BadgeColumn()
    decided_by = tables.Column()

    class Meta(RecordTable.Meta):
        model = Screening
        fields = (
            "whose", "case", "held_on", "instrument", "state", "conclusion", "interviewer",
            "decided_by",
        )  # fmt: skip


class StatementTable(RecordTable):
    """Everybody with the statements that they gave."""

    name = tables.Column(
        verbose_name="Victim",
        accessor="ref",
        order_by=("person__name", "ref"),
        linkify=lambda record: reverse("victims:law", args=[record.ref]),
    )
    case = CaseColumn("person__case")
    status = BadgeColumn()
    statements_given = tables.Column(verbose_name="Statements", attrs={"cell": {"class": "number"}})
    last_kind = tables.Column(verbose_name="Latest")
    last_on = tables.DateColumn(format="j M Y", verbose_name="Taken")
    cooperates = tables.Column(verbose_name="Cooperation")

    class Meta(RecordTable.Meta):
        model = Victim
        fields = (
            "name", "case", "status", "statements_given", "last_kind", "last_on", "cooperates",
        )  # fmt: skip

    def render_name(self, record: Victim) -> str:
        return record.name_for(self.request.user)

    def render_last_kind(self, value: str) -> str:
        return str(StatementKind(value).label)

    def render_cooperates(self, value: str) -> str:
        return render_to_string("components/badge.html", badge(Cooperation(value)))

    def value_cooperates(self, value: str) -> str:
        return str(Cooperation(value).label) if value else ""


class ProtectionOrderTable(StoryTable):
    kind = tables.Column(verbose_name="Type")
    court = tables.Column()
    effective_on = tables.DateColumn(format="j M Y", verbose_name="From")
    expires_on = tables.DateColumn(format="j M Y", verbose_name="Expires")
    state = tables.Column(empty_values=(), orderable=False)
    report_due_on = tables.DateColumn(format="j M Y", verbose_name="Report due")

    class Meta(RecordTable.Meta):
        model = ProtectionOrder
        fields = (
            "whose", "case", "kind", "court", "effective_on", "expires_on", "state",
            "report_due_on",
        )  # fmt: skip

    def render_state(self, record: ProtectionOrder) -> str:
        state = record.state_on(timezone.localdate())
        return render_to_string("components/badge.html", badge(state))

    def value_state(self, record: ProtectionOrder) -> str:
        return str(record.state_on(timezone.localdate()).label)
