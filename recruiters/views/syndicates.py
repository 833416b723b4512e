"""Syndicates: list, page, forms."""

from __future__ import annotations

from typing import Any

from core.views import (
    RecordCreateView,
    RecordDetailView,
    RecordEditView,
    RecordHistoryView,
    RecordListView,
    Tab,
)
from recruiters import services
from recruiters.filters import SyndicateFilter
from recruiters.forms import SyndicateForm
from recruiters.models import Membership, Syndicate
from recruiters.network import around, seeds_of
from recruiters.tables import SyndicateTable, table_of

TABS = [
    Tab("Summary", "syndicates:detail", "recruiters.view_syndicate", order=0),
    Tab("Network", "syndicates:network", "recruiters.view_network"),
    Tab("History", "syndicates:history", "recruiters.change_syndicate", order=90),
]
#: Members and namesakes that the page lists.
SHOWN = 200


class SyndicatePage:
    permission_required = "recruiters.view_syndicate"
    queryset = Syndicate.objects.for_list()
    tabs = TABS
    list_url = "syndicates:list"


class SyndicateListView(RecordListView):
    permission_required = "recruiters.view_syndicate"
    queryset = Syndicate.objects.for_list()
    filterset_class = SyndicateFilter
    table_class = SyndicateTable
    icon = "sitemap"
    create_url = "syndicates:create"
    add_permission = "recruiters.add_syndicate"


class SyndicateDetailView(SyndicatePage, RecordDetailView):
    template_name = "syndicates/syndicate_detail.html"
    edit_url = "syndicates:edit"
    change_permission = "recruiters.change_syndicate"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        syndicate, user = self.object, self.request.user
        me = seeds_of(syndicate, user)
        # The network knows whom the reader may see by name.
        near = around(me, user=user, hops=1, limit=SHOWN, kinds=["membership"])
        others = Syndicate.objects.visible_to(user).named_like(syndicate).for_list()
        return super().get_context_data(
            members=table_of(near, [edge for edge in near.edges if me[0] in edge.ends], "target"),
            hidden=near.total - len(near.nodes),
            namesakes=others[:SHOWN],
            **context,
        )


class SyndicateHistoryView(SyndicatePage, RecordHistoryView):
    permission_required = "recruiters.change_syndicate"
    children = [Membership]


class SyndicateCreateView(RecordCreateView):
    permission_required = "recruiters.add_syndicate"
    queryset = Syndicate.objects.select_related("case")
    form_class = SyndicateForm
    title = "New syndicate"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"case": self.request.GET.get("case")}

    def save(self, data: dict[str, Any]) -> Syndicate:
        return services.record_syndicate(data.pop("case"), **data)


class SyndicateEditView(RecordEditView):
    permission_required = "recruiters.change_syndicate"
    queryset = Syndicate.objects.select_related("case")
    form_class = SyndicateForm
    title = "Edit the syndicate"

    def save(self, data: dict[str, Any]) -> Syndicate:
        return services.edit_syndicate(self.object, **data)
