from __future__ import annotations

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_countries import countries

from cases.tables import CaseColumn
from core.dates import PartialDate
from core.tables import RecordTable
from people.models import NameVariant, Person


class PartialDateColumn(tables.Column):
    """A date of which maybe a part is known: words on the page, ISO in a file."""

    def render(self, value: PartialDate) -> str:
        return value.words

    def value(self, value: PartialDate) -> str:
        return str(value)


class CountriesColumn(tables.Column):
    """A set of countries: names on the page, codes in a file."""

    def render(self, value: list[str]) -> str:
        return ", ".join(countries.name(code) for code in value)

    def value(self, value: list[str]) -> str:
        return ", ".join(value)


class PersonTable(RecordTable):
    name = tables.Column(
        verbose_name="Name", accessor="ref", order_by=("name", "ref"), linkify=True
    )
    case = CaseColumn()
    sex = tables.Column()
    born_on = PartialDateColumn(verbose_name="Born")
    citizenships = CountriesColumn(orderable=False)
    roles = tables.Column(empty_values=(), orderable=False)
    created_at = tables.DateColumn(format="j M Y", verbose_name="Logged")

    class Meta(RecordTable.Meta):
        model = Person
        fields = ("name", "case", "sex", "born_on", "citizenships", "roles", "created_at")

    def render_name(self, record: Person) -> str:
        return str(record)

    def render_roles(self, record: Person) -> SafeString:
        return render_to_string("people/roles.html", {"person": record})

    def value_roles(self, record: Person) -> str:
        return ", ".join(role for role in ("Victim", "Recruiter") if hasattr(record, role.lower()))


class NameVariantTable(RecordTable):
    form = tables.Column(linkify=True, order_by=("form", "ref"))
    canonical = tables.Column(order_by=("canonical", "ref"))
    kind = tables.Column(order_by=("kind", "culture"))
    culture = tables.Column()
    source = tables.Column()
    is_active = tables.Column(verbose_name="State")
    updated_at = tables.DateColumn(format="j M Y")

    class Meta(RecordTable.Meta):
        model = NameVariant
        fields = ("form", "canonical", "kind", "culture", "source", "is_active", "updated_at")

    def render_is_active(self, value: bool) -> str:
        return "In use" if value else "Switched off"
