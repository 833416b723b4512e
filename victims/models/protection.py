"""Orders that protect a victim, and the day on which each ends."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.choices import Badge
from victims.models.part import Part
from victims.order_rules import Rule, rules
from victims.querysets import ProtectionOrderQuerySet


class OrderKind(models.TextChoices):
    INTERIM = "interim", "Interim protection order (s 44)"
    PROTECTION = "protection", "Protection order (s 51)"
    EXTENSION = "extension", "Extension (s 54)"
    RESTRAINING = "restraining", "Restraining order"
    IMMUNITY = "immunity", "Immunity from prosecution (s 25)"


class OrderState(Badge):
    IN_FORCE = "in_force", "success", "shield-check", "In force"
    ENDING = "ending", "warning", "clock", "Ends soon"
    EXPIRED = "expired", "danger", "alert-triangle", "Expired"
    RENEWED = "renewed", "neutral", "refresh", "Renewed"
    REVOKED = "revoked", "neutral", "x", "Revoked"


#: So many days before its end an order needs somebody's eye.
SOON = 14


@pghistory.track()
class ProtectionOrder(Part):
    """An order of a court, or an immunity. A renewal is an order of its own that names the last."""

    page: ClassVar[str] = "victims:law"

    kind = models.CharField("type", max_length=12, choices=OrderKind)
    statute = models.CharField(
        max_length=60, blank=True, help_text="Left empty: as the table of orders has it."
    )
    court = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField("issued")
    effective_on = models.DateField("effective")
    expires_on = models.DateField(
        "expires",
        null=True,
        blank=True,
        help_text="Left empty: counted from the effective day by the table of orders.",
    )
    refuge = models.CharField("place of refuge", max_length=120, blank=True)
    conditions = models.TextField(blank=True, help_text="Movement, work pass and the like.")
    report_due_on = models.DateField("report due", null=True, blank=True)
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="renewed_by", null=True, blank=True
    )
    revoked_on = models.DateField("revoked", null=True, blank=True)
    revoked_because = models.CharField("why it was revoked", max_length=200, blank=True)

    objects = ProtectionOrderQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        default_related_name = "protection_orders"
        ordering = ["-effective_on", "-created_at"]
        indexes = [
            models.Index(fields=["expires_on"], name="order_by_expiry"),
            models.Index(fields=["kind"], name="order_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                name="order_ends_after_it_begins",
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("effective_on")),
                violation_error_message="An order cannot expire before it is effective.",
            ),
        ]

    def clean(self) -> None:
        if self.revoked_on and self.issued_on and self.revoked_on < self.issued_on:
            raise ValidationError({"revoked_on": "It cannot be revoked before it is issued."})

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.issued_on:%-d %b %Y}"

    @property
    def rule(self) -> Rule | None:
        return rules().get(self.kind)

    def state_on(self, day: date) -> OrderState:
        """How the order stands on a day; of one that was renewed the later one counts."""
        if self.revoked_on and self.revoked_on <= day:
            return OrderState.REVOKED
        if hasattr(self, "renewed_by"):
            return OrderState.RENEWED
        if self.expires_on is None:
            return OrderState.IN_FORCE
        left = (self.expires_on - day).days
        if left < 0:
            return OrderState.EXPIRED
        return OrderState.ENDING if left <= SOON else OrderState.IN_FORCE
