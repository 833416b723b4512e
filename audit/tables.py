from __future__ import annotations

import django_tables2 as tables

from audit.models import AccessLog
from core.tables import RecordTable

SHOWN = 3


class AccessTable(RecordTable):
    at = tables.DateTimeColumn(format="j M Y, H:i:s", verbose_name="When")
    user = tables.Column()
    agency = tables.Column(accessor="user__agency")
    access = tables.Column()
    model = tables.Column(verbose_name="Kind")
    count = tables.Column(verbose_name="Records", attrs={"td": {"class": "number"}})
    refs = tables.Column(
        verbose_name="References", orderable=False, attrs={"td": {"class": "mono"}}
    )
    query = tables.Column(verbose_name="Filters and words", orderable=False)
    path = tables.Column(orderable=False, verbose_name="Address")
    address = tables.Column(verbose_name="Network")

    class Meta(RecordTable.Meta):
        model = AccessLog
        fields = (
            "at", "user", "agency", "access", "model", "count", "refs", "query", "path",
            "address",
        )  # fmt: skip

    def render_refs(self, value: list[str]) -> str:
        more = f" and {len(value) - SHOWN} more" if len(value) > SHOWN else ""
        return ", ".join(value[:SHOWN]) + more

    def value_refs(self, value: list[str]) -> str:
        return ", ".join(value)
