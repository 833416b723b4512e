"""Reading core's own records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User


class Scoped(Protocol):
    """What every queryset of ours can do; no view, serializer or task reads in another way."""

    def visible_to(self, user: User) -> Self: ...


class JobQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """A job belongs to who started it."""
        return self.filter(started_by=user) if user.has_perm("core.view_job") else self.none()
