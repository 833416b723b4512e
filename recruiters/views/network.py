"""The network of a recruiter, a syndicate or a case: drawing, table and files of the same edges."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property

from audit.models import Access
from audit.services import log_access
from cases.views import CasePage
from core import exports
from core.views import RecordPage
from recruiters import drawing
from recruiters.forms import NetworkForm
from recruiters.network import Network, around, seeds_of
from recruiters.tables import EdgeTable
from recruiters.views.recruiters import RecruiterPage
from recruiters.views.syndicates import SyndicatePage

FORMATS = {"csv": "CSV", "graphml": "GraphML"}
EMPTY = {
    "icon": "sitemap",
    "title": "No network yet",
    "hint": "It begins with a recruiter or a syndicate: log one, and tie people to them.",
}


class NetworkView(RecordPage):
    """`?hops=2&limit=200&kind=tie&kind=identifier&format=html|json|csv|graphml`."""

    template_name = "recruiters/network.html"
    permission_required = "recruiters.view_network"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kind = request.GET.get("format", "html")
        if kind == "html":
            return super().get(request, *args, **kwargs)
        self.object = self.get_object()
        if not self.form.is_valid():
            return HttpResponseBadRequest("The address asks for a network that there is not.")
        if kind == "json":
            return JsonResponse(drawing.as_json(self.network()))
        return self.export(kind)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        network = self.network()
        return super().get_context_data(
            form=self.form,
            network=network,
            table=EdgeTable(network.rows()),
            network_url=self.address("json"),
            export_formats=list(self.export_formats()),
            empty=EMPTY,
            **context,
        )

    @cached_property
    def form(self) -> NetworkForm:
        return NetworkForm(self.request.GET)

    def network(self) -> Network:
        """What the address asks for; where it cannot be understood, the usual."""
        user, form = self.request.user, self.form
        asked = form.cleaned_data if form.is_valid() else {}
        return around(
            seeds_of(self.object, user), user=user, kinds=asked.get("kind"),
            hops=asked.get("hops", 2), limit=asked.get("limit", 200),
        )  # fmt: skip

    def address(self, kind: str) -> str:
        query = self.request.GET.copy() if self.form.is_valid() else QueryDict(mutable=True)
        query["format"] = kind
        return f"{self.request.path}?{query.urlencode()}"

    # Files ----------------------------------------------------------------------------------------

    def export_formats(self) -> Any:
        if self.request.user.has_perm("core.export_records"):
            for kind, label in FORMATS.items():
                yield {"label": label, "url": self.address(kind)}

    def export(self, kind: str) -> HttpResponseBase:
        if kind not in FORMATS:
            return HttpResponseBadRequest(f"Ask for {', '.join(['html', 'json', *FORMATS])}.")
        if not self.request.user.has_perm("core.export_records"):
            raise PermissionDenied("Your role may not export.")
        network = self.network()
        name = f"network-{self.object.ref}"
        log_access(self.request, Access.EXPORT, self.model, count=len(network.edges))
        if kind == "csv":
            return exports.stream(EdgeTable(network.rows()), "csv", name)
        filename = f"{name}-{timezone.localdate():%Y-%m-%d}.graphml"
        return HttpResponse(
            drawing.as_graphml(network),
            content_type="application/graphml+xml",
            headers={"Content-Disposition": f'attachment; filename="{filename}"'},
        )


class RecruiterNetworkView(RecruiterPage, NetworkView):
    permission_required = "recruiters.view_network"


class SyndicateNetworkView(SyndicatePage, NetworkView):
    permission_required = "recruiters.view_network"


class CaseNetworkView(CasePage, NetworkView):
    permission_required = "recruiters.view_network"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(new_in=self.object.ref, **context)
