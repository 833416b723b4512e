from __future__ import annotations

from urllib.parse import unquote_plus

import django_tables2 as tables

from audit.filters import kinds
from audit.models import AccessLog
from core.tables import RecordTable

SHOWN = 3
#: `cases.casetask` → “task”: models are named as on every other page.
NAMES = dict(kinds())


class AccessTable(RecordTable):
    at = tables.DateTimeColumn(
        format="j M Y, H:i:s", verbose_name="When", attrs={"td": {"class": "text-nowrap"}}
    )
    user = tables.Column()
    access = tables.Column()
    model = tables.Column(verbose_name="Kind")
    count = tables.Column(verbose_name="Records", attrs={"cell": {"class": "number"}})
    refs = tables.Column(
        verbose_name="References", orderable=False, attrs={"td": {"class": "mono"}}
    )
    purpose = tables.Column(orderable=False)
    path = tables.Column(
        orderable=False,
        verbose_name="Page, with its filters",
        attrs={"td": {"class": "text-break"}},
    )
    address = tables.Column(verbose_name="Network")

    class Meta(RecordTable.Meta):
        model = AccessLog
        fields = ("at", "user", "access", "model", "count", "refs", "purpose", "path", "address")

    def render_model(self, value: str) -> str:
        return NAMES.get(value, value)

    def value_model(self, value: str) -> str:
        return self.render_model(value)

    def render_path(self, record: AccessLog) -> str:
        return f"{record.path}?{unquote_plus(record.query)}" if record.query else record.path

    def render_refs(self, value: list[str]) -> str:
        more = f" and {len(value) - SHOWN} more" if len(value) > SHOWN else ""
        return ", ".join(value[:SHOWN]) + more

    def value_refs(self, value: list[str]) -> str:
        return ", ".join(value)
