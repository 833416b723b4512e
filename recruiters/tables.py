import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.tables import CaseColumn
from core.tables import BadgeColumn, RecordTable, RefColumn
from people.tables import PartialDateColumn
from recruiters.models import Recruiter, Syndicate
from recruiters.network import Edge, Network
from recruiters.nodes import Node

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class RecruiterTable(RecordTable):
    name = RefColumn(
        accessor="person",
        order_by="person__name",
        verbose_name="Name",
        attrs={},
        linkify=lambda record: record.get_absolute_url(),
    )
    case = CaseColumn("person__case")
    parts = tables.Column(accessor="get_parts_display", order_by="parts", verbose_name="Parts")
    status = BadgeColumn()
    other_cases = tables.Column(verbose_name="Also in", attrs=NUMBER)
    victims_recruited = tables.Column(verbose_name="Victims recruited", attrs=NUMBER)
    created_at = tables.DateColumn(format="j M Y", verbose_name="Logged")

    class Meta(RecordTable.Meta):
        model = Recruiter
        fields = (
            "name", "case", "parts", "status", "other_cases", "victims_recruited", "created_at",
        )  # fmt: skip


class SyndicateTable(RecordTable):
    name = tables.Column(linkify=True)
    case = CaseColumn()
    aliases = tables.Column(verbose_name="Other names", orderable=False)
    base_country = tables.Column(
        accessor="base_country__name", order_by="base_country", verbose_name="Based in"
    )
    members = tables.Column(attrs=NUMBER)
    created_at = tables.DateColumn(format="j M Y", verbose_name="Logged")

    class Meta(RecordTable.Meta):
        model = Syndicate
        fields = ("name", "case", "aliases", "base_country", "members", "created_at")

    def render_aliases(self, value: list[str]) -> str:
        return ", ".join(value)


class EdgeTable(tables.Table):
    """Every edge of a network in words: what the drawing shows, for eye, ear and file."""

    source = tables.Column(verbose_name="From")
    relation = tables.Column()
    target = tables.Column(verbose_name="To")
    since = PartialDateColumn()
    said_by = tables.Column(verbose_name="Source")
    grade = tables.Column()
    case = tables.Column(attrs={"td": {"class": "text-nowrap"}})

    class Meta:
        orderable = False
        default = "–"

    def render_source(self, value: Node) -> SafeString | str:
        return _link(value)

    def render_target(self, value: Node) -> SafeString | str:
        return _link(value)

    def value_source(self, value: Node) -> str:
        return value.label

    value_target = value_source


def table_of(network: Network, edges: list[Edge], known: str) -> EdgeTable:
    """The edges at one record's own page, where the `known` end and the case go without saying."""
    return EdgeTable(network.rows(edges), exclude=(known, "case"))


def _link(node: Node) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', node.url, node.label) if node.url else node.label
