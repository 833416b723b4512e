import django_tables2 as tables

from cases.models import Case
from core.tables import BadgeColumn, RecordTable, RefColumn


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
