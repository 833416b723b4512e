"""What lists, details and forms have in common."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


class Closed(PermissionRequiredMixin):
    """A page that names its permission; without it the answer is 403, and a page that names none
    does not start."""

    permission_required: str
    raise_exception = True
    request: HttpRequest


class Scoped(Closed):
    """A page over one model. Reads start at `visible_to(request.user)`: unseen is 404."""

    queryset: QuerySet[Any]

    @property
    def model(self) -> type[Model]:
        return self.queryset.model

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def nouns(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def get_queryset(self) -> Any:
        return self.queryset.all().visible_to(self.request.user)


def came_from(request: HttpRequest) -> str:
    """The page of ours, with its filters, from which a form was sent; empty when there is none."""
    url = request.META.get("HTTP_REFERER", "")
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}) else ""
