"""One record: its page, its further tabs, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import DetailView

from audit import history
from audit.models import Access
from audit.services import log_access
from core.views.base import Scoped


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a record: its label, the name of its URL, who may open it, its place in the row."""

    label: str
    url_name: str
    permission: str
    order: int = 50


class RecordPage(Scoped, DetailView):
    """Any page about one record found by its ref: 404 unless visible; the reading is logged.

    `tabs` is the row of pages that each record of the model has; give all pages the same.
    """

    slug_field = slug_url_kwarg = "ref"
    context_object_name = "record"
    tabs: list[Tab] = []
    list_url = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().get(request, *args, **kwargs)
        log_access(request, Access.VIEW, self.model, refs=[self.object.ref])
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "title": str(self.object),
                "ref": self.object.ref,
                "tabs": list(self.open_tabs()),
                "back": {
                    "label": self.nouns.capitalize(),
                    "url": reverse(self.list_url),
                },
                **context,
            }
        )

    def open_tabs(self) -> Any:
        for tab in sorted(self.tabs, key=lambda tab: tab.order):
            if self.request.user.has_perm(tab.permission):
                url = reverse(tab.url_name, args=[self.object.ref])
                yield {
                    "label": tab.label,
                    "url": url,
                    "active": url == self.request.path,
                }


class RecordDetailView(RecordPage):
    """The first page of a record. `edit_url` is offered to those who may change this very row."""

    edit_url = ""
    change_permission = ""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        edit_url = reverse(self.edit_url, args=[self.object.ref]) if self.may_change() else ""
        return super().get_context_data(edit_url=edit_url, **context)

    def may_change(self) -> bool:
        return (
            bool(self.edit_url)
            and self.request.user.has_perm(self.change_permission)
            and self.get_queryset()
            .editable_by(self.request.user)
            .filter(pk=self.object.pk)
            .exists()
        )


class RecordHistoryView(RecordPage):
    """Who changed what of a record, in sentences. `children` are models that hang off it."""

    template_name = "core/history.html"
    children: list[type[Model]] = []

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(history=history.of(self.object, *self.children), **context)
