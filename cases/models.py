"""The case: what happened, where, and who works on it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django_countries import countries
from django_countries.fields import CountryField

from accounts.models import Agency
from cases.querysets import AssignmentQuerySet, CaseQuerySet, CaseScopedQuerySet
from core.choices import Badge
from core.fields import ChoiceArrayField, CodeField
from core.models import Record


class CaseStatus(Badge):
    """HTCDS `cas_Status`."""

    ACTIVE = "Active", "info", "refresh", "Active"
    FOLLOW_UP = "FollowUp", "accent", "eye", "Follow-up"
    CLOSED = "Closed", "neutral", "check", "Closed"
    CLOSED_REFERRED = "ClosedReferred", "neutral", "external-link", "Closed, referred"


class Stage(Badge):
    INTAKE = "intake", "info", "file-import", "Intake"
    SCREENING = "screening", "accent", "clipboard-check", "Screening"
    PROTECTION = "protection", "success", "shield-check", "Protection"
    RETURN = "return", "warning", "plane", "Return"
    PROSECUTION = "prosecution", "accent", "gavel", "Prosecution"
    CLOSED = "closed", "neutral", "check", "Closed"


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


class Level(models.TextChoices):
    WRITE = "write", "Read and write"
    READ = "read", "Read"


@pghistory.track()
class Assignment(models.Model):
    """That an agency, or one user, works on a case: what for and how long."""

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
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_names_agency_or_user",
                condition=Q(agency__isnull=False, user__isnull=True)
                | Q(agency__isnull=True, user__isnull=False),
                violation_error_message="Name either an agency or a user.",
            ),
            models.UniqueConstraint(
                fields=["case", "agency", "user"],
                nulls_distinct=False,
                name="assigned_once",
                violation_error_message="That agency or user is on the case already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.agency}: {self.get_level_display().lower()}, {self.purpose}"


class PlaceKind(models.TextChoices):
    HOUSE = "house", "House"
    COMPOUND = "compound", "Compound"
    CASINO = "casino", "Casino"
    HOTEL = "hotel", "Hotel"
    ENTERTAINMENT = "entertainment", "Entertainment centre"
    OFFICE = "office", "Office"
    AIRPORT = "airport", "Airport"
    BORDER_POST = "border_post", "Border post"
    SHELTER = "shelter", "Shelter"
    TOWN = "town", "Town or district"
    OTHER = "other", "Other"


@pghistory.track()
class Place(Record):
    """A place as one case knows it: the raided house, the compound, the border post."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=20, choices=PlaceKind)
    name = models.CharField(max_length=120, help_text="How people call it: “KK Park, gate 3”.")
    address = models.CharField(max_length=200, blank=True)
    admin_area = models.CharField("state or province", max_length=80, blank=True)
    country = CountryField()
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    objects = CaseScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {countries.name(self.country)}"


class OperationKind(models.TextChoices):
    RAID = "raid", "Raid"
    SELF_ESCAPE = "self_escape", "Self-escape"
    SURRENDER = "surrender", "Voluntary surrender"
    BORDER = "border", "Border interception"
    EMBASSY_PICKUP = "embassy_pickup", "Embassy pick-up"
    RANSOM = "ransom", "Ransom paid"


class Trigger(models.TextChoices):
    ESCAPE = "escape", "Victims escaped and alerted the authorities"
    HOTLINE = "hotline", "Hotline"
    FAMILY = "family", "Report by the family"
    INTELLIGENCE = "intelligence", "Intelligence"
    EMBASSY = "embassy", "Report to an embassy"
    OTHER = "other", "Other"


@pghistory.track()
class RescueOperation(Record):
    """A raid or another way in which people got free, with the counts that were *reported*.

    Reported counts stay beside the persons logged: the page shows what does not add up.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="operations")
    kind = models.CharField(max_length=20, choices=OperationKind, default=OperationKind.RAID)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True)
    happened_on = models.DateField("date")
    trigger = models.CharField(max_length=20, choices=Trigger, blank=True)
    agencies = models.CharField("agencies involved", max_length=200, blank=True)
    reported_rescued = models.PositiveIntegerField("rescued, as reported", null=True, blank=True)
    reported_women = models.PositiveIntegerField("women, as reported", null=True, blank=True)
    reported_men = models.PositiveIntegerField("men, as reported", null=True, blank=True)
    reported_by_country = models.JSONField(
        "by nationality, as reported",
        default=dict,
        blank=True,
        help_text='ISO country codes and numbers, such as {"MY": 43, "TW": 1}.',
    )
    reported_by = models.CharField("who reported the counts", max_length=200, blank=True)
    account = models.TextField("what happened", blank=True)

    objects = CaseScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on"]
        indexes = [models.Index(fields=["-happened_on"], name="operation_by_date")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.happened_on:%-d %b %Y}"

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#operation-{self.ref}"


@pghistory.track()
class Note(Record):
    """A dated remark on a case; never changed, only followed by another."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    text = models.TextField()

    objects = CaseScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.text[:60]
