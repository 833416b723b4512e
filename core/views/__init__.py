"""The bases of every page. An app only declares: queryset, FilterSet, table, form, service."""

from core.views.base import Closed, came_from
from core.views.detail import RecordDetailView, RecordHistoryView, RecordPage, Tab
from core.views.form import RecordCreateView, RecordEditView, UnderRecord, writable
from core.views.list import RecordListView

__all__ = [
    "Closed",
    "RecordCreateView",
    "RecordDetailView",
    "RecordEditView",
    "RecordHistoryView",
    "RecordListView",
    "RecordPage",
    "Tab",
    "UnderRecord",
    "came_from",
    "writable",
]
