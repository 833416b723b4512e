"""What somebody has to do in a case, and by when."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.models.case import Case
from cases.querysets import CaseTaskQuerySet
from core.choices import Badge
from core.fields import CodeField
from core.models import Record


class TaskStatus(Badge):
    OPEN = "open", "info", "clock", "Open"
    DONE = "done", "success", "check", "Done"
    DROPPED = "dropped", "neutral", "x", "Dropped"


class Priority(Badge):
    """The codes sort by urgency."""

    HIGH = "1", "danger", "arrow-up", "High"
    NORMAL = "2", "neutral", "minus", "Normal"
    LOW = "3", "neutral", "arrow-down", "Low"


@pghistory.track()
class CaseTask(Record):
    """One thing to be done in a case: by whom, by when, and about whom if about somebody."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=200)
    details = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="tasks",
        null=True,
        blank=True,
        help_text="Who does it; without an owner it waits for somebody to take it.",
    )
    due_on = models.DateField("due", null=True, blank=True)
    priority = CodeField(Priority, default=Priority.NORMAL, max_length=1)
    status = CodeField(TaskStatus, default=TaskStatus.OPEN, max_length=10)
    # Named, not imported: people stand above cases.
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="tasks",
        null=True,
        blank=True,
        verbose_name="about",
    )
    origin = models.CharField(
        max_length=200, blank=True, editable=False, help_text="What gave rise to it."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    finished_at = models.DateTimeField("finished", null=True, blank=True, editable=False)

    objects = CaseTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "task"
        # The open ones first.
        ordering = ["-status", models.F("due_on").asc(nulls_last=True), "priority", "created_at"]
        indexes = [
            models.Index(fields=["owner", "due_on"], name="task_by_owner"),
            models.Index(fields=["due_on"], condition=Q(status="open"), name="task_open_by_due"),
            models.Index(fields=["-status", "due_on"], name="task_by_status"),
            models.Index(fields=["priority"], name="task_by_priority"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tasks:detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        return self.status == TaskStatus.OPEN

    @property
    def is_overdue(self) -> bool:
        return bool(self.is_open and self.due_on and self.due_on < timezone.localdate())
