"""What the settings of the API name; apart from `core.api`, which settings must not import."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class RolePermission(BasePermission):
    """Open only what the view names: `permissions = {action: permission}`. All else is closed."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if request.method == "OPTIONS":
            return True
        needed = getattr(view, "permissions", {}).get(getattr(view, "action", None))
        return bool(needed) and request.user.has_perm(needed)


class Pages(PageNumberPagination):
    page_size = 50
    page_size_query_param = "per_page"
    max_page_size = 200
