"""Writing the read log: called by the base views and the base API, never by an app itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from audit.models import AccessLog


def log_access(
    request: Any,
    access: str,
    model: type[models.Model],
    *,
    refs: Sequence[str] = (),
    count: int | None = None,
    purpose: str = "",
) -> AccessLog:
    """Record that `request.user` read `refs` (or `count` rows, where naming each is too long)."""
    return AccessLog.objects.create(
        user=request.user,
        access=access,
        model=model._meta.label_lower,
        refs=list(refs),
        count=len(refs) if count is None else count,
        purpose=purpose,
        query=request.META.get("QUERY_STRING", ""),
        path=request.path[:300],
        address=request.META.get("REMOTE_ADDR") or None,
    )
