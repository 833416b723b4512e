from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from cases.models import Case
from core.tables import BadgeColumn, RecordTable, RefColumn
from core.templatetags.ui import badge
from linking import services, waterfall
from linking.crossrefs import SharedKind
from linking.filters import query_of, words_of
from linking.models import CaseLink, KeyCount, Match
from linking.value import cases_joined
from people.models import Identifier, Person

BADGE = "components/badge.html"


def in_queue(record: Match, table: tables.Table) -> str:
    """The match's page, which leads on through the queue that the list shows."""
    query = query_of(table.request) if hasattr(table, "request") else ""
    return f"{record.get_absolute_url()}?{query}" if query else record.get_absolute_url()


class MatchTable(RecordTable):
    ref = RefColumn(verbose_name="Match", linkify=in_queue)
    weight = tables.Column(
        verbose_name="Bits", attrs={"cell": {"class": "number"}}, initial_sort_descending=True
    )
    joins = tables.Column(
        verbose_name="Would join",
        empty_values=(),
        order_by=("value", "weight"),
        initial_sort_descending=True,
        exclude_from_export=True,
    )
    left = tables.Column(verbose_name="One record", order_by="left__name")
    right = tables.Column(verbose_name="Other record", order_by="right__name")
    why = tables.Column(empty_values=(), orderable=False)
    answer = BadgeColumn(verbose_name="Verdict", empty_values=())
    created_at = tables.DateColumn(
        verbose_name="Proposed", format="j M Y", initial_sort_descending=True
    )

    class Meta(RecordTable.Meta):
        model = Match
        fields = ("ref", "weight", "joins", "left", "right", "why", "answer", "created_at")

    def before_render(self, request: HttpRequest) -> None:
        """Count for the rows of this page the cases that the reader may open."""
        pairs = [row.record.people_ids for row in self.paginated_rows]
        self.joined = cases_joined(pairs, user=request.user)

    def render_joins(self, record: Match) -> str:
        """What *same* would bring together; the order also weighs what the reader cannot see."""
        cases = self.joined[record.people_ids] + 1
        return f"{cases} cases" if record.left.case_id != record.right.case_id else "Within a case"

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
        return waterfall.strongest(record.reasons)

    def value_why(self, record: Match) -> str:
        return "; ".join(
            f"{waterfall.sentence(reason)} ({reason['weight']:+.1f})" for reason in record.reasons
        )

    def render_weight(self, value: float) -> str:
        return f"{value:.1f}"


NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}
#: Of what one may not open, a number is told only as being over one of these.
STEPS = (2_000, 1_000, 500, 200, 100, 50, 20, 10, services.FREQUENT - 1)


def over(records: int) -> int:
    return next(step for step in STEPS if records > step)


class KeyCountTable(RecordTable):
    """What a key says, and just how many have it, is for those who may open one of its records."""

    kind = tables.Column()
    key = tables.Column(verbose_name="Value", orderable=False)
    records = tables.Column(attrs=NUMBER)
    pairs = tables.Column(verbose_name="Comparisons", order_by="records", attrs=NUMBER)
    state = tables.Column(verbose_name="Block", accessor="records", orderable=False)

    class Meta(RecordTable.Meta):
        model = KeyCount
        fields = ("kind", "key", "records", "pairs", "state")

    def render_kind(self, value: str) -> str:
        return words_of(value)

    def render_key(self, record: KeyCount) -> str:
        return record.value if record.is_open else "Of cases that you may not open"

    def render_records(self, record: KeyCount) -> str:
        return f"{record.records:,}" if record.is_open else f"over {over(record.records):,}"

    def render_pairs(self, record: KeyCount) -> str:
        if record.is_open:
            return f"{record.pairs:,}"
        few = over(record.records)
        return f"over {few * (few + 1) // 2:,}"

    def render_state(self, record: KeyCount) -> str:
        is_refused = record.records > services.BLOCK_CAP
        return "Refused: over the cap" if is_refused else "Compared"


class CommonValueTable(RecordTable):
    value = tables.Column(linkify=True, order_by=("value", "ref"))
    kind = tables.Column(accessor="get_kind_display", order_by=("kind", "value"))
    people = tables.Column(verbose_name="People", order_by=("people", "ref"), attrs=NUMBER)
    cases = tables.Column(verbose_name="Cases", order_by=("cases", "ref"), attrs=NUMBER)
    is_common = tables.Column(verbose_name="State", order_by=("is_common", "ref"))
    common_because = tables.Column(verbose_name="Why", orderable=False)

    class Meta(RecordTable.Meta):
        model = Identifier
        fields = ("value", "kind", "people", "cases", "is_common", "common_because")

    def render_is_common(self, value: bool, record: Identifier) -> str:
        if value:
            return "Common: joins nobody"
        return "Perhaps common" if record.cases >= services.SUSPECT else "Joins cases"


def in_case(record: CaseLink) -> str:
    """The pair on the page of the first case."""
    page = reverse("linking:of_case", args=[record.left.ref])
    return f"{page}#case-{record.right.ref}"


class CaseLinkTable(RecordTable):
    left = tables.Column(verbose_name="Case", order_by="left__ref", linkify=in_case)
    right = tables.Column(verbose_name="Other case", order_by="right__ref", linkify=in_case)
    strength = tables.Column(verbose_name="Bits", attrs={"cell": {"class": "number"}})
    kinds = tables.Column(verbose_name="Shared", orderable=False)
    why = tables.Column(empty_values=(), orderable=False, verbose_name="Strongest reason")
    agencies = tables.Column(empty_values=(), orderable=False, verbose_name="Lead agencies")
    grown_at = tables.DateColumn(format="j M Y", verbose_name="New or grown")

    class Meta(RecordTable.Meta):
        model = CaseLink
        fields = ("left", "right", "strength", "kinds", "why", "agencies", "grown_at")

    def render_left(self, value: Case) -> str:
        return format_html('<span class="ref">{}</span> {}', value.ref, value.title)

    render_right = render_left

    def value_left(self, value: Case) -> str:
        return str(value)

    value_right = value_left

    def render_kinds(self, value: list[str]) -> str:
        badges = ((str(render_to_string(BADGE, badge(SharedKind(kind)))),) for kind in value)
        # One cell, also where a phone shows it beside its label.
        return format_html("<span>{}</span>", format_html_join(" ", "{}", badges))

    def value_kinds(self, value: list[str]) -> str:
        return ", ".join(SharedKind(kind).label for kind in value)

    def render_why(self, record: CaseLink) -> str:
        return record.reasons[0]["words"] if record.reasons else ""

    def value_why(self, record: CaseLink) -> str:
        return "; ".join(f"{why['words']} ({why['strength']:g})" for why in record.reasons)

    def render_agencies(self, record: CaseLink) -> str:
        leaders = (str(case.lead_agency) for case in (record.left, record.right))
        return " · ".join(dict.fromkeys(leaders))

    def render_grown_at(self, record: CaseLink, value: datetime) -> str:
        day = date_format(localtime(value), "j M Y")
        new = render_to_string(BADGE, badge("New", "accent")) if record.is_new else ""
        return format_html("<span>{} {}</span>", day, new)

    def value_grown_at(self, value: datetime) -> datetime:
        return value
