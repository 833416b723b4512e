"""Pictures of a person. The file lies outside the web root, see `victims.services.photo`."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models

from victims.models.part import Part


@pghistory.track()
class Photo(Part):
    """A picture, shown only to those who may see victims by name, and each look is logged."""

    page = "victims:background"

    sha256 = models.CharField(max_length=64, editable=False)
    media_type = models.CharField(max_length=20, editable=False)
    size = models.PositiveIntegerField(editable=False)
    taken_on = models.DateField("taken", null=True, blank=True)
    caption = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.caption or "Photo"
