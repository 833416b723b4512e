"""The case, and who works on it."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency
from cases.querysets import AssignmentQuerySet, CaseQuerySet
from cases.workflow import EDGES, MOVES, Stage
from core.choices import Badge
from core.fields import ChoiceArrayField, CodeField, CountryField
from core.models import Record


class CaseStatus(Badge):
    """HTCDS `cas_Status`."""

    ACTIVE = "Active", "info", "refresh", "Active"
    FOLLOW_UP = "FollowUp", "accent", "eye", "Follow-up"
    CLOSED = "Closed", "neutral", "check", "Closed"
    CLOSED_REFERRED = "ClosedReferred", "neutral", "external-link", "Closed, referred"


CLOSED = frozenset({CaseStatus.CLOSED, CaseStatus.CLOSED_REFERRED})


class Sensitivity(Badge):
    OPEN = "open", "neutral", "world", "Open to analysis"
    RESTRICTED = "restricted", "warning", "lock", "Restricted"
    SEALED = "sealed", "danger", "lock", "Sealed"


class Exploitation(models.TextChoices):
    """HTCDS `vic_TypeOfExploitation`, and forced criminality, which it lacks."""

    FORCED_CRIMINALITY = "ForcedCriminality", "Forced criminality"
    FORCED_LABOUR = "ForcedLabour", "Forced labour"
    SEXUAL = "SexualExploitation", "Sexual exploitation"
    CHILD_LABOUR = "ChildLabour", "Child labour"
    FORCED_MARRIAGE = "ForcedMarriage", "Forced marriage"
    SERVITUDE = "Servitude", "Servitude"
    FORCED_MILITARY = "ForcedMilitaryByNonStateActors", "Forced military service"
    ORGAN_REMOVAL = "OrganRemoval", "Organ removal"
    FORCED_BEGGING = "ForcedBegging", "Forced begging"
    FORCED_ADOPTION = "ForcedAdoption", "Forced adoption"
    SURROGACY = "Surrogacy", "Surrogacy"
    OTHER = "Other", "Other"


class Scam(models.TextChoices):
    MACAU = "macau", "Macau scam (posing as bank or official)"
    ROMANCE = "romance", "Romance scam"
    CRYPTO = "crypto", "Crypto investment"
    INVESTMENT = "investment", "Other investment"
    GAMBLING = "gambling", "Illegal gambling"
    JOB = "job", "Job scam"
    SEXTORTION = "sextortion", "Sextortion"
    MONEY_MULE = "mule", "Money mule accounts"


@pghistory.track()
class Case(Record):
    """One incident and all that is known of it. Its ref reads `TIP-2023-PE-0001`."""

    title = models.CharField(max_length=200)
    status = CodeField(CaseStatus, default=CaseStatus.ACTIVE)
    stage = CodeField(Stage, default=Stage.INTAKE)
    sensitivity = CodeField(
        Sensitivity,
        default=Sensitivity.RESTRICTED,
        help_text="Sealed: only those named on the case in person may open it.",
    )
    country = CountryField("country of exploitation")
    opened_on = models.DateField("opened")
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="led_cases")
    exploitation = ChoiceArrayField(
        models.CharField(max_length=40, choices=Exploitation),
        default=list,
        blank=True,
        verbose_name="forms of exploitation",
    )
    scams = ChoiceArrayField(
        models.CharField(max_length=20, choices=Scam),
        default=list,
        blank=True,
        verbose_name="scam types",
    )
    summary = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "ref"]
        permissions = [("seal_case", "Can seal and unseal cases")]
        triggers = [pgtrigger.FSM(name="legal_stages", field="stage", transitions=EDGES)]
        indexes = [
            models.Index(fields=["-opened_on", "ref"], name="case_by_opening"),
            models.Index(fields=["stage"], name="case_by_stage"),
            models.Index(fields=["status"], name="case_by_status"),
            models.Index(fields=["country"], name="case_by_country"),
            GinIndex(fields=["exploitation"], name="case_by_exploitation"),
            GinIndex(fields=["scams"], name="case_by_scam"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="case_title_words"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.ref])

    def may_become(self, stage: str) -> bool:
        return stage in MOVES[Stage(self.stage)]

    @property
    def is_sealed(self) -> bool:
        return self.sensitivity == Sensitivity.SEALED

    @property
    def is_closed(self) -> bool:
        return self.stage == Stage.CLOSED


class Level(models.TextChoices):
    WRITE = "write", "Read and write"
    READ = "read", "Read"


@pghistory.track()
class Assignment(Record):
    """That an agency, or one user, works on a case: what for, how long. Kept when it has ended."""

    # Older than the keys of other records.
    id = models.BigAutoField(primary_key=True)  # type: ignore[assignment]
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assignments",
        null=True,
        blank=True,
    )
    level = models.CharField(max_length=10, choices=Level, default=Level.READ)
    purpose = models.CharField(max_length=200)
    scope = models.CharField(
        "what it covers",
        max_length=300,
        blank=True,
        help_text="The parts of the case that they are to read it for.",
    )
    since = models.DateField(null=True, blank=True, help_text="Empty: from the beginning.")
    until = models.DateField(
        "ends on", null=True, blank=True, help_text="From that day on they no longer open the case."
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "member"
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="assignment_names_agency_or_user",
                condition=Q(agency__isnull=False, user__isnull=True)
                | Q(agency__isnull=True, user__isnull=False),
                violation_error_message="Name either an agency or a user.",
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=Q(until__isnull=True)
                | Q(since__isnull=True)
                | Q(until__gte=models.F("since")),
                violation_error_message="It cannot end before it begins.",
            ),
            models.UniqueConstraint(
                fields=["case", "agency", "user"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="assigned_once_at_a_time",
                violation_error_message="That agency or user is on the case already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.agency}: {self.get_level_display().lower()}, {self.purpose}"

    def get_absolute_url(self) -> str:
        return reverse("cases:members", args=[self.case.ref])

    @property
    def has_ended(self) -> bool:
        return bool(self.until and self.until <= timezone.localdate())
