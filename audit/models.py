"""Who read what. Who wrote what is kept by pghistory, in triggers on every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

if TYPE_CHECKING:
    from accounts.models import User


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("audit.view_accesslog") else self.none()


class Access(models.TextChoices):
    VIEW = "view", "Opened"
    LIST = "list", "Listed"
    SEARCH = "search", "Searched"
    EXPORT = "export", "Exported"
    DOWNLOAD = "download", "Downloaded"
    PRINT = "print", "Printed"


class AccessLog(models.Model):
    """One read: a page opened, a list shown, a search made, a file exported. Append-only."""

    at = models.DateTimeField("when", auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reads"
    )
    access = models.CharField(max_length=10, choices=Access)
    model = models.CharField("kind of record", max_length=60)
    refs = ArrayField(
        models.CharField(max_length=30),
        help_text="The records shown; empty for a whole export.",
    )
    count = models.PositiveIntegerField("records")
    query = models.TextField(blank=True, help_text="The filters and search words of the page.")
    purpose = models.TextField(blank=True, help_text="Why, where the page asks for a reason.")
    path = models.CharField(max_length=300)
    address = models.GenericIPAddressField("network address", null=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["user", "-at"], name="accesslog_by_user"),
            models.Index(fields=["model", "-at"], name="accesslog_by_model"),
            GinIndex(fields=["refs"], name="accesslog_by_ref"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_access_display().lower()} {self.count} × {self.model}"
