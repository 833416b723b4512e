"""Warnings that everybody who opens a case must see first."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.querysets import FlagQuerySet
from core.choices import Badge
from core.fields import CodeField
from core.models import Record


class FlagKind(Badge):
    SAFETY = "safety", "danger", "shield-lock", "Safety at risk"
    CHILD = "child", "danger", "user-exclamation", "Vulnerable child"
    FAMILY = "family", "danger", "alert-triangle", "Threat to the family"
    WANTED = "wanted", "danger", "user-search", "Wanted"
    HEALTH = "health", "warning", "heart-handshake", "Medical need"
    MEDIA = "media", "warning", "message", "Media attention"
    OTHER = "other", "warning", "flag", "Other"


@pghistory.track()
class Flag(Record):
    """A warning on a case, or on one person of it: who raised and who lowered it, and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flags")
    # Named, not imported: people stand above cases.
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="flags",
        null=True,
        blank=True,
        verbose_name="about",
    )
    kind = CodeField(FlagKind)
    reason = models.CharField(max_length=300)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    lowered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    lowered_at = models.DateTimeField(null=True, editable=False)
    lowered_because = models.CharField(max_length=200, blank=True, editable=False)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "kind"],
                condition=Q(lowered_at__isnull=True),
                nulls_distinct=False,
                name="flagged_once_at_a_time",
                violation_error_message="That flag is raised already.",
            )
        ]
        indexes = [
            models.Index(
                fields=["kind"], condition=Q(lowered_at__isnull=True), name="flag_raised_by_kind"
            )
        ]

    def __str__(self) -> str:
        about = f" ({self.person})" if self.person else ""
        return f"{FlagKind(self.kind).label}{about}"

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#flags"
