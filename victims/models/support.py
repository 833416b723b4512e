"""What is agreed with a victim for their recovery."""

from __future__ import annotations

import pghistory
from django.db import models

from core.choices import Badge
from core.fields import CodeField
from core.models import Record
from victims.models.part import Part
from victims.querysets import SupportItemQuerySet


class SupportKind(models.TextChoices):
    """HTCDS `spl_Type`."""

    EDUCATION = "Education", "Education"
    FINANCIAL = "Financial", "Financial"
    HEALTH = "Health", "Health"
    LABOUR = "LabourExploitationRehabilitation", "Rehabilitation after labour exploitation"
    LEGAL = "Legal", "Legal"
    LIVELIHOOD = "Livelihood", "Livelihood"
    RIGHTS = "RightsBasedTraining", "Training in rights"
    SEXUAL = "SexualExploitationRehabilitation", "Rehabilitation after sexual exploitation"
    SOCIAL = "SocialCare", "Social care"


class SupportStatus(Badge):
    PLANNED = "planned", "neutral", "calendar", "Planned"
    UNDER_WAY = "under_way", "info", "refresh", "Under way"
    DONE = "done", "success", "circle-check", "Done"
    STOPPED = "stopped", "warning", "ban", "Stopped"


@pghistory.track()
class SupportPlan(Part):
    """A plan agreed with the victim; what it holds are its items."""

    page = "victims:care"

    objective = models.CharField(max_length=200)
    agreed_on = models.DateField("agreed")
    with_victim = models.BooleanField("agreed with the person", default=True)
    responsible = models.CharField(max_length=120, blank=True, help_text="Who looks after it.")
    closed_on = models.DateField("closed", null=True, blank=True)

    class Meta:
        ordering = ["-agreed_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("agreed_on")),
                name="plan_closed_after_agreed",
                violation_error_message="A plan cannot be closed before it was agreed.",
            )
        ]

    def __str__(self) -> str:
        return self.objective


@pghistory.track()
class SupportItem(Record):
    """One thing to be done under a plan. HTCDS `spl_*`."""

    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=40, choices=SupportKind)
    objective = models.CharField(max_length=200)
    action_plan = models.TextField("action plan", blank=True)
    planned_end = models.DateField(null=True, blank=True)
    actual_end = models.DateField(null=True, blank=True)
    status = CodeField(SupportStatus, default=SupportStatus.PLANNED)

    objects = SupportItemQuerySet.as_manager()

    class Meta:
        ordering = ["planned_end", "created_at"]

    def __str__(self) -> str:
        return self.objective

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()
