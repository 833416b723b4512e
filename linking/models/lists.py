"""A list that somebody had checked; kept for a day, for that person alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from core.models import Job, Record
from linking.querysets import ListCheckQuerySet


class ListCheck(Record):
    """The uploaded list until it is read, and the pairs found in it. Neither becomes a record."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_checks"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField("file", max_length=200)
    in_base = models.BooleanField("compared with the base", default=False)
    content = models.TextField(blank=True)
    rows = models.PositiveIntegerField(default=0)
    pairs = models.JSONField(default=list, help_text="Lines of linking.lists.HEADER.")
    remarks = models.TextField(blank=True)

    objects = ListCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        permissions = [("check_list", "Can check a list of people for duplicates")]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="check_by_owner"),
            models.Index(fields=["created_at"], name="check_by_age"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("linking:list_check", args=[self.ref])
