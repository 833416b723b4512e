"""Asking another agency to help with a case, or to take it over."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Agency
from cases.models.case import Assignment, Case
from cases.querysets import ReferralQuerySet
from cases.workflow import REFERRAL_EDGES, REFERRAL_MOVES, ReferralStatus
from core.choices import Badge
from core.fields import ChoiceArrayField, CodeField
from core.models import Record


class ReferralKind(Badge):
    REFERRAL = "referral", "info", "heart-handshake", "Referral"
    TRANSFER = "transfer", "accent", "arrow-right", "Transfer"


class ReferralReason(models.TextChoices):
    """HTCDS `cas_ReasonForOutgoingReferral`."""

    SERVICES = "AdditionalServicesRequired", "Additional services required"
    LOCATION = "MigrationOrChangeOfLocation", "Migration or change of location"
    OTHER = "Other", "Other"


class SharedPart(models.TextChoices):
    """What of a case the other agency is to read it for."""

    IDENTITY = "identity", "Who the victims are"
    STORY = "story", "Recruitment, journey, exploitation"
    SCREENING = "screening", "Screening"
    NEEDS = "needs", "Needs, health, shelter"
    RETURN = "return", "The way home"
    SUSPECTS = "suspects", "Suspects and network"
    EVIDENCE = "evidence", "Evidence"
    COURT = "court", "Statements, protection, legal action"


class LegalBasis(models.TextChoices):
    CONSENT = "consent", "Consent of the persons"
    OVERRIDE = "override", "Without consent, for the reason below"


@pghistory.track()
class Referral(Record):
    """That one agency asks another to help with a case, or to lead it from now on.

    The other agency reads this row, and of the case nothing until it has accepted.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    kind = CodeField(ReferralKind, default=ReferralKind.REFERRAL, max_length=10, editable=False)
    from_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", editable=False
    )
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=30, choices=ReferralReason)
    details = models.TextField(
        help_text="The other agency reads this before it accepts: name nobody here."
    )
    parts = ChoiceArrayField(
        models.CharField(max_length=20, choices=SharedPart),
        default=list,
        blank=True,
        verbose_name="what is shared",
        help_text="They read this, with the summary, the operations and the sources, and no more. "
        "The first five tell who the victims are.",
    )
    basis = models.CharField("legal basis", max_length=10, choices=LegalBasis)
    basis_note = models.CharField(
        "who consented and when, or why it is shared without consent", max_length=300
    )
    due_on = models.DateField("answer wanted by", null=True, blank=True)
    keep_until = models.DateField(
        "we read it until",
        null=True,
        blank=True,
        help_text="Until that day the agency that hands the case over still reads it.",
    )
    status = CodeField(ReferralStatus, default=ReferralStatus.SENT, max_length=10, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(max_length=200, blank=True, editable=False)
    handover = models.TextField("hand-over note", blank=True, editable=False)
    member = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        permissions = [("answer_referral", "Can accept or reject what another agency sends")]
        triggers = [pgtrigger.FSM(name="legal_moves", field="status", transitions=REFERRAL_EDGES)]
        indexes = [
            models.Index(fields=["to_agency", "status"], name="referral_incoming"),
            models.Index(fields=["from_agency", "status"], name="referral_outgoing"),
            models.Index(fields=["-created_at"], name="referral_by_day"),
            models.Index(fields=["due_on"], name="referral_by_due"),
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_goes_to_another_agency",
                condition=~Q(from_agency=F("to_agency")),
                violation_error_message="Choose another agency than your own.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="transfer", status="sent"),
                name="one_transfer_at_a_time",
                violation_error_message="A transfer of this case waits for its answer already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{ReferralKind(self.kind).label} to {self.to_agency}"

    def get_absolute_url(self) -> str:
        return reverse("referrals:detail", args=[self.ref])

    def may_become(self, status: str) -> bool:
        return status in REFERRAL_MOVES[ReferralStatus(self.status)]

    @property
    def is_transfer(self) -> bool:
        return self.kind == ReferralKind.TRANSFER
