from __future__ import annotations

import django_tables2 as tables
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html

from core.tables import BadgeColumn, RecordTable, RefColumn
from linking import services
from linking.filters import query_of, words_of
from linking.models import KeyCount, Match
from linking.value import cases_joined
from people.models import Identifier, Person


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
        strongest = max(record.reasons, key=lambda reason: reason["weight"], default=None)
        return strongest["words"] if strongest else ""

    def value_why(self, record: Match) -> str:
        return "; ".join(f"{reason['words']} ({reason['weight']:+g})" for reason in record.reasons)


NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}
#: Of what one may not open, a number is told only as being over one of these.
STEPS = (2_000, 1_000, 500, 200, 100, 50, 20, 10, 0)


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
