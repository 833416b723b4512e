"""The access log as a page, for auditors. Reading it is logged too."""

from __future__ import annotations

from audit.filters import AccessFilter
from audit.models import AccessLog
from audit.tables import AccessTable
from core.views import RecordListView


class AccessListView(RecordListView):
    permission_required = "audit.view_accesslog"
    queryset = AccessLog.objects.select_related("user")
    filterset_class = AccessFilter
    table_class = AccessTable
    title = "Access log"
    noun, nouns = "read", "reads"
    icon = "history"
    empty_hint = "Nobody read such a thing in that time. Widen the filters."

    def shown_refs(self) -> list[str]:
        """Entries of the log have a number in place of a reference."""
        return [str(row.record.pk) for row in self.table.paginated_rows]
