"""What a victim stated, to whom, and whether they cooperate."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.models import Agency
from cases.models import StoredFile
from core.choices import Badge
from core.fields import CodeField
from victims.models.part import Part
from victims.querysets import StatementFileQuerySet, StatementQuerySet


class StatementKind(models.TextChoices):
    FIRST = "first", "First account"
    FORMAL = "formal", "Formal police statement"
    VIDEO = "video", "Recorded on video"
    COURT = "court", "In court"


class Cooperation(Badge):
    WILLING = "willing", "success", "check", "Willing"
    RELUCTANT = "reluctant", "warning", "alert-triangle", "Reluctant"
    REFUSED = "refused", "danger", "x", "Refused"
    UNDECIDED = "undecided", "neutral", "question-mark", "Undecided"


class Amends(models.TextChoices):
    SUPPLEMENTS = "supplements", "Adds to it"
    RETRACTS = "retracts", "Takes it back"


@pghistory.track()
class Statement(Part):
    """A statement of a victim. Consular officers and analysts never see any."""

    page: ClassVar[str] = "victims:law"

    kind = models.CharField(max_length=8, choices=StatementKind, default=StatementKind.FIRST)
    taken_on = models.DateField("taken")
    taken_by = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    place = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    read_back = models.BooleanField("read back to them", default=False)
    signed = models.BooleanField(default=False)
    file_ref = models.CharField(
        "where the original is",
        max_length=120,
        blank=True,
        help_text="Its reference in the registry.",
    )
    summary = models.TextField(blank=True)
    cooperation = CodeField(Cooperation, default=Cooperation.UNDECIDED)
    earlier = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="later",
        null=True,
        blank=True,
        verbose_name="earlier statement",
    )
    amends = models.CharField(
        "what it does to the earlier one", max_length=11, choices=Amends, blank=True
    )

    objects = StatementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        default_related_name = "statements"
        ordering = ["-taken_on", "-created_at"]
        indexes = [
            models.Index(fields=["-taken_on"], name="statement_by_day"),
            models.Index(fields=["cooperation"], name="statement_by_cooperation"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.taken_on:%-d %b %Y}"

    def clean(self) -> None:
        if self.taken_on and self.taken_on > timezone.localdate():
            raise ValidationError(
                {"taken_on": "The day lies in the future; set a task for what is planned."}
            )
        if self.earlier and self.taken_on and self.earlier.taken_on > self.taken_on:
            raise ValidationError({"earlier": "It was taken after this one; choose another."})
        if bool(self.earlier) != bool(self.amends):
            raise ValidationError(
                {"amends": "Name the earlier statement and what this one does to it, or neither."}
            )


@pghistory.track()
class StatementFile(StoredFile):
    """What was signed or recorded: a scan, a sound, a video."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="files")

    objects = StatementFileQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "sha256"],
                name="file_once_a_statement",
                violation_error_message="This very file is there already.",
            )
        ]
        indexes = [models.Index(fields=["sha256"], name="statement_file_by_hash")]

    def get_absolute_url(self) -> str:
        return self.statement.get_absolute_url()
