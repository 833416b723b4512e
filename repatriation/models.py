"""The way home of one victim, step by step."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_countries import countries

from accounts.models import Agency, AgencyKind
from core.fields import CodeField, CountryField
from core.models import Record
from repatriation.querysets import RepatriationQuerySet, StepQuerySet
from repatriation.workflow import EDGES, MOVES, OVER, Status, StepKind
from victims.models import Victim


@pghistory.track()
class Repatriation(Record):
    """One victim's way home, from the embassy's first visit to the follow-up."""

    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="repatriations")
    mission = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        related_name="repatriations",
        help_text="The embassy or consulate that it is handed to; its officers see it.",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="repatriations",
        null=True,
        blank=True,
    )
    from_country = CountryField()
    to_country = CountryField()
    status = CodeField(Status, default=Status.NOT_STARTED)
    planned_on = models.DateField("planned departure", null=True, blank=True)

    objects = RepatriationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        permissions = [("advance_repatriation", "Can move repatriations and their steps on")]
        indexes = [
            models.Index(fields=["-created_at"], name="repatriation_by_opening"),
            models.Index(fields=["status"], name="repatriation_by_status"),
            models.Index(fields=["planned_on"], name="repatriation_by_departure"),
            models.Index(fields=["to_country"], name="repatriation_by_goal"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["victim"],
                condition=~Q(status__in=[Status.DECLINED, Status.CANCELLED]),
                name="one_way_home_at_a_time",
                violation_error_message="A return of this victim is under way already.",
            )
        ]
        triggers = [pgtrigger.FSM(name="legal_moves", field="status", transitions=EDGES)]

    def __str__(self) -> str:
        return f"{self.victim} to {countries.name(self.to_country)}"

    def get_absolute_url(self) -> str:
        return reverse("repatriation:detail", args=[self.ref])

    def clean(self) -> None:
        if self.mission_id and self.mission.kind != AgencyKind.EMBASSY:
            raise ValidationError({"mission": "A return is handed to an embassy or consulate."})
        if self.officer and self.officer.agency_id != self.mission_id:
            raise ValidationError({"officer": f"{self.officer} does not work at that mission."})

    def may_become(self, status: str) -> bool:
        return status in MOVES[Status(self.status)]

    @property
    def is_over(self) -> bool:
        return self.status in OVER


@pghistory.track()
class Step(Record):
    """One thing to be done before somebody is home."""

    repatriation = models.ForeignKey(Repatriation, on_delete=models.CASCADE, related_name="steps")
    kind = CodeField(StepKind)
    position = models.PositiveSmallIntegerField()
    due_on = models.DateField("due", null=True, blank=True)
    done_on = models.DateField("done", null=True, blank=True)
    blocked_because = models.CharField("blocked because", max_length=200, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["repatriation", "kind"], name="each_step_once")
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="step_open_by_due")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_overdue(self) -> bool:
        return bool(not self.done_on and self.due_on and self.due_on < timezone.localdate())
