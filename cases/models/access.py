"""Asking to read a case of which one knows only that a match leads into it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Agency
from cases.models.case import Case
from cases.querysets import AccessRequestQuerySet
from core.choices import Badge
from core.fields import CodeField
from core.models import Record


class AccessState(Badge):
    OPEN = "open", "info", "clock", "Waits for an answer"
    GRANTED = "granted", "success", "lock-open", "Granted"
    REFUSED = "refused", "neutral", "lock", "Refused"


@pghistory.track()
class AccessRequest(Record):
    """That somebody asks to read `case` without knowing which it is.

    The asker knows of `agency`, the lead agency at the time, and of `about`, a record of their own.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="access_requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_requests"
    )
    about = models.CharField(max_length=20, help_text="Reference of the asker's person or case.")
    reason = models.TextField()
    state = CodeField(AccessState, default=AccessState.OPEN)
    decision = models.CharField(
        max_length=200, blank=True, help_text="The purpose of the access, or why it was refused."
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        permissions = [("decide_accessrequest", "Can grant or refuse access to a case")]
        constraints = [
            # Not of the case: a second request refused would tell that both lead into one case.
            models.UniqueConstraint(
                fields=["by", "about", "agency"],
                condition=Q(state="open"),
                name="asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} asks {self.agency} about {self.about}"

    def get_absolute_url(self) -> str:
        return reverse("access_requests:list")
