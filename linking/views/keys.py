"""The most frequent keys, and the values that join nobody."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.views import RecordEditView, RecordHistoryView, RecordListView
from linking import services
from linking.filters import CommonValueFilter, KeyCountFilter
from linking.forms import CommonValueForm
from linking.models import KeyCount
from linking.tables import CommonValueTable, KeyCountTable
from people.models import Identifier


class KeyListView(RecordListView):
    permission_required = "linking.view_keycount"
    queryset = KeyCount.objects.all()
    filterset_class = KeyCountFilter
    table_class = KeyCountTable
    title = "Keys and blocks"
    icon = "key"
    empty_hint = f"Keys of {services.FREQUENT} records or more are counted every ten minutes."

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        refused = KeyCount.objects.over(services.BLOCK_CAP)
        saved = sum(count.pairs for count in refused)
        return super().get_context_data(
            summary=[
                {
                    "label": "Blocks over the cap",
                    "value": f"{len(refused):,}",
                    "icon": "ban",
                    "note": f"keys of more than {services.BLOCK_CAP:,} records",
                    "url": "?state=refused",
                },
                {
                    "label": "Comparisons saved",
                    "value": f"{saved:,}",
                    "icon": "scale",
                    "note": "pairs that only such keys would have compared",
                },
            ],
            **context,
        )

    def shown_refs(self) -> list[str]:
        """A key is no record; what it stands for is shown only to who may open it."""
        return []


class CommonValueListView(RecordListView):
    permission_required = "people.view_identifier"
    queryset = Identifier.objects.all()
    filterset_class = CommonValueFilter
    table_class = CommonValueTable
    title = "Common values"
    icon = "fingerprint"
    empty_hint = "No identifier that you may see is used by so many."

    def get_queryset(self) -> Any:
        return super().get_queryset().with_spread(self.request.user).order_by("-cases", "ref")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        suspected = self.get_queryset().filter(is_common=False, cases__gte=services.SUSPECT)
        return super().get_context_data(
            summary=[
                {
                    "label": "Perhaps common",
                    "value": suspected.count(),
                    "icon": "question-mark",
                    "note": f"used in {services.SUSPECT} cases or more that you may open",
                    "url": "?state=suspected",
                }
            ],
            **context,
        )


class CommonValueView(RecordEditView):
    """The switch of one value, with the reason."""

    permission_required = "people.change_identifier"
    queryset = Identifier.objects.all()
    form_class = CommonValueForm
    template_name = "linking/common_value_form.html"
    title = "Does this value join cases?"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context) | {
            "intro": f"{self.object}. Whoever uses it is compared anew after a change: open "
            "matches that rest on it alone go, judged ones stay.",
            "cancel_url": reverse("linking:common_values"),
        }

    def save(self, data: dict[str, Any]) -> Identifier:
        self.job = services.mark_common(self.object, by=self.request.user, **data)
        return self.object

    def get_success_url_for(self, record: Any) -> str:
        """To the progress of the job, or where there is none back to the list."""
        return self.job.get_absolute_url() if self.job else reverse("linking:common_values")


class CommonValueHistoryView(RecordHistoryView):
    permission_required = "people.view_identifier"
    queryset = Identifier.objects.all()
    list_url = "linking:common_values"
