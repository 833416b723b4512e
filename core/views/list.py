"""A list: page, htmx fragment and export out of one declaration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from audit.models import Access
from audit.services import log_access
from core import exports
from core.views.base import Scoped

PAGE_SIZES = (25, 50, 100)


class RecordListView(Scoped, SingleTableMixin, FilterView):
    """Declare `queryset`, `filterset_class`, `table_class`, `permission_required`.

    `?export=csv` or `xlsx` answers with the whole filtered list, in the order of the screen.
    """

    template_name = "core/record_list.html"
    title = ""
    icon = "search"
    #: Name of the URL that makes a new one, shown to those who hold `add_permission`.
    create_url = ""
    add_permission = ""
    empty_hint = "Widen the filters, or ask for access to more cases."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.filterset = self.get_filterset(self.get_filterset_class())
        valid = not self.filterset.is_bound or self.filterset.is_valid()
        self.object_list = self.filterset.qs if valid else self.filterset.queryset.none()
        if kind := request.GET.get("export"):
            return self.export(kind)
        response = self.render_to_response(self.get_context_data(filter=self.filterset))
        log_access(request, Access.LIST, self.model, refs=self.shown_refs())
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_table_pagination(self, table: Any) -> dict[str, Any]:
        return {"per_page": self.page_size}

    @property
    def page_size(self) -> int:
        asked = self.request.GET.get("per_page", "")
        return int(asked) if asked.isdigit() and int(asked) in PAGE_SIZES else PAGE_SIZES[0]

    def get_template_names(self) -> list[str]:
        """The whole page, or to htmx only what a filter changes."""
        if self.request.htmx and not self.request.htmx.boosted:
            return ["layouts/list.html#results"]
        return [self.template_name]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        self.table = context["table"]
        return context | {
            "title": self.title or self.nouns.capitalize(),
            "noun": self.noun if self.table.paginator.count == 1 else self.nouns,
            "active_filters": self.filterset.chips(),
            "export_formats": list(self.export_formats()),
            "create_url": self.create_url if self.may_create() else "",
            "create_label": f"New {self.noun}",
            "empty": {
                "icon": self.icon,
                "title": f"No {self.nouns} here",
                "hint": self.empty_hint,
                "url": reverse(self.create_url) if self.may_create() else "",
                "action": f"New {self.noun}",
            },
        }

    def may_create(self) -> bool:
        return bool(self.create_url) and self.request.user.has_perm(self.add_permission)

    def shown_refs(self) -> list[str]:
        """The references on the page that is shown."""
        return [row.record.ref for row in self.table.paginated_rows]

    # Exports --------------------------------------------------------------------------------------

    def export_formats(self) -> Iterable[dict[str, str]]:
        if not self.request.user.has_perm("core.export_records"):
            return
        for kind, label in exports.FORMATS.items():
            query = self.request.GET.copy()
            query["export"] = kind
            query.pop("page", None)
            yield {"label": label, "url": f"?{query.urlencode()}"}

    def export(self, kind: str) -> HttpResponseBase:
        if not self.request.user.has_perm("core.export_records"):
            return self.handle_no_permission()
        if kind not in exports.FORMATS:
            return HttpResponseBadRequest(f"Export as {' or '.join(exports.FORMATS)}.")
        if not self.filterset.form.is_valid():
            return HttpResponse("A filter is not understood; mend it, then export.", status=422)
        log_access(self.request, Access.EXPORT, self.model, count=self.object_list.count())
        table = self.get_table(**self.get_table_kwargs())
        return exports.stream(table, kind, self.model._meta.model_name)
