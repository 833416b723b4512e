import django_tables2 as tables

from cases.tables import CaseColumn
from core.tables import BadgeColumn, RecordTable
from people.tables import CountriesColumn, PartialDateColumn
from victims.models import Victim


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
