"""Closing a case: asked for by one, approved by another; and reopening it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.case import Case, CaseStatus
from cases.querysets import ClosureQuerySet
from cases.workflow import Stage
from core.choices import Badge
from core.fields import CodeField
from core.models import Record


class ClosureReason(models.TextChoices):
    """For HTCDS `cas_ReasonForCaseClosure`, which names no codes."""

    DONE = "done", "All that was planned is done"
    HOME = "home", "The victims are home and need no more help"
    VERDICT = "verdict", "The courts have decided"
    REFERRED = "referred", "Another agency takes over"
    NO_TRAFFICKING = "no_trafficking", "It was no trafficking"
    DECLINED = "declined", "The victims want no further help"
    CONTACT_LOST = "contact_lost", "Contact is lost"
    NO_LEADS = "no_leads", "No leads are left"
    OTHER = "other", "Other"


class ClosureState(Badge):
    OPEN = "open", "info", "clock", "Waits for a supervisor"
    APPROVED = "approved", "success", "check", "Closed"
    SENT_BACK = "sent_back", "warning", "arrow-left", "Sent back"


@pghistory.track()
class Closure(Record):
    """That somebody asks to close a case, what is answered, and whether it was reopened."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closures")
    reason = CodeField(ClosureReason)
    account = models.TextField("in words", help_text="What was reached, and what stays undone.")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    state = CodeField(ClosureState, default=ClosureState.OPEN, max_length=10, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(max_length=200, blank=True, editable=False)
    stage_before = CodeField(Stage, max_length=30, blank=True, editable=False)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    reopened_at = models.DateTimeField(null=True, editable=False)
    reopened_because = models.CharField(max_length=200, blank=True, editable=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        permissions = [
            ("decide_closure", "Can approve the closing of a case"),
            ("reopen_case", "Can reopen closed cases"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="open"),
                name="closing_is_asked_once_at_a_time",
                violation_error_message="Closing is asked for already.",
            ),
            models.CheckConstraint(
                name="closing_takes_two",
                condition=~Q(requested_by=F("decided_by")) | Q(decided_by__isnull=True),
                violation_error_message="Somebody else approves what you asked for.",
            ),
        ]

    def __str__(self) -> str:
        return f"Request to close: {ClosureReason(self.reason).label}"

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#closure"

    @property
    def becomes(self) -> CaseStatus:
        """HTCDS `cas_Status` of a case closed for that reason."""
        referred = self.reason == ClosureReason.REFERRED
        return CaseStatus.CLOSED_REFERRED if referred else CaseStatus.CLOSED
