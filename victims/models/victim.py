"""The victim role of a person, possible, confirmed or found not to be one."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.choices import Badge
from core.fields import ChoiceArrayField, CodeField
from core.models import Record
from people.models import Person
from victims.age import Age, Majority, age_on, majority
from victims.languages import languages
from victims.querysets import VictimQuerySet


class TraffickingStatus(Badge):
    """HTCDS `vic_TraffickingStatus`."""

    POSSIBLE = (
        "PossibleVictimOfTrafficking",
        "warning",
        "question-mark",
        "Possible victim",
    )
    ACTUAL = "ActualVictimOfTrafficking", "success", "shield-check", "Confirmed victim"
    NOT = "NotAVictimOfTrafficking", "neutral", "minus", "Not a victim of trafficking"


class Decider(models.TextChoices):
    """HTCDS `vic_TraffickingStatusDecisionMakingOrg`."""

    POLICE = "Police", "Police"
    NGO = "NGO", "Non-governmental organisation"
    COURT = "CourtOrProsecution", "Court or prosecution"
    GOVERNMENT = "NonPoliceGovernmentalOrganization", "Other government body"
    OTHER = "Other", "Other"


class Control(models.TextChoices):
    """HTCDS `vic_MethodsOfControl`, with the two that only its field definitions name."""

    WITHHOLDS_DOCUMENTS = "WithholdsDocuments", "Withholds documents"
    RESTRICTS_MOVEMENT = "RestrictsMovement", "Restricts movement"
    DEBT_BONDAGE = "DebtBondage", "Debt bondage"
    FALSE_PROMISES = "FalsePromises", "False promises"
    PHYSICAL_THREATS = "PhysicalThreats", "Physical threats"
    THREATS_LAW = "ThreatsLawEnforcement", "Threats of law enforcement"
    THREATENS_FAMILY = "ThreatensChildrenFamily", "Threatens children or family"
    PHYSICAL_ABUSE = "PhysicalAbuse", "Physical abuse"
    SEXUAL_ABUSE = "SexualAbuse", "Sexual abuse"
    PSYCHOLOGICAL_ABUSE = "PsychologicalAbuse", "Psychological abuse"
    TAKES_EARNINGS = "TakesEarnings", "Takes earnings"
    RESTRICTS_FINANCIAL = "RestrictsFinancialAccess", "Restricts access to money"
    RESTRICTS_MEDICAL = "RestrictsMedicalCare", "Restricts medical care"
    WITHHOLDS_NECESSITIES = "WithholdsNecessities", "Withholds necessities"
    SUBSTANCE = "PsychoactiveSubstance", "Psychoactive substances"
    EXCESSIVE_HOURS = "ExcessiveWorkingHours", "Excessive working hours"
    USES_CHILDREN = "UsesChildren", "Uses children"
    OTHER = "Other", "Other"


class Gender(models.TextChoices):
    """HTCDS `prs_Gender`."""

    FEMININE = "Feminine", "Feminine"
    MASCULINE = "Masculine", "Masculine"
    TRANS_FEMININE = "TransgenderFeminine", "Transgender, feminine"
    TRANS_MASCULINE = "TransgenderMasculine", "Transgender, masculine"
    NON_CONFORMING = "NonConforming", "Non-conforming"
    UNKNOWN = "NonSpecifiedUnknown", "Not specified or unknown"


class MaritalStatus(models.TextChoices):
    """HTCDS `prs_MaritalStatus`."""

    SINGLE = "Single", "Single"
    MARRIED = "Married", "Married"
    WIDOWED = "Widowed", "Widowed"
    DIVORCED = "Divorced", "Divorced"
    SEPARATED = "Separated", "Separated"
    PARTNERSHIP = "RegisteredPartnership", "Registered partnership"


class Education(models.TextChoices):
    """HTCDS `prs_HighestLevelOfEducation` (ISCED 2011)."""

    EARLY = "EarlyChildhoodEducation", "Early childhood"
    PRIMARY = "PrimaryEducation", "Primary"
    LOWER = "LowerSecondaryEducation", "Lower secondary"
    UPPER = "UpperSecondaryEducation", "Upper secondary"
    POST = "PostSecondaryNonTertiaryEducation", "Post-secondary, not tertiary"
    SHORT = "ShortCycleTertiaryEducation", "Short-cycle tertiary"
    BACHELOR = "BachelorsOrEquivalentLevel", "Bachelor's or equivalent"
    MASTER = "MastersOrEquivalentLevel", "Master's or equivalent"
    DOCTOR = "DoctoralOrEquivalentLevel", "Doctoral or equivalent"


@pghistory.track()
class Victim(Record):
    """A person in the role of a victim, possible, confirmed or found not to be one."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="victim")
    status = CodeField(
        TraffickingStatus,
        verbose_name="trafficking status",
        default=TraffickingStatus.POSSIBLE,
    )
    decided_by = models.CharField(max_length=40, choices=Decider, blank=True)
    basis = models.TextField("basis of the decision", blank=True)
    controls = ChoiceArrayField(
        models.CharField(max_length=30, choices=Control),
        default=list,
        blank=True,
        verbose_name="methods of control",
    )
    is_injured = models.BooleanField(
        "injured or abused",
        default=False,
        help_text="Also when found not to be trafficked.",
    )
    is_crime_victim = models.BooleanField(
        "victim of another crime",
        default=False,
        help_text="Such as an assault; also when found not to be trafficked.",
    )

    gender = models.CharField(max_length=24, choices=Gender, blank=True)
    marital_status = models.CharField(max_length=24, choices=MaritalStatus, blank=True)
    children = models.PositiveSmallIntegerField("number of children", null=True, blank=True)
    education = models.CharField(
        "highest level of education", max_length=40, choices=Education, blank=True
    )
    languages = ChoiceArrayField(
        models.CharField(max_length=3, choices=languages),
        default=list,
        blank=True,
        help_text="Those the person speaks well.",
    )
    needs_interpreter = models.BooleanField(default=False)
    is_unaccompanied = models.BooleanField(
        "unaccompanied child",
        default=False,
        help_text="A child without a parent or guardian here.",
    )

    objects = VictimQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "ref"]
        indexes = [
            models.Index(fields=["status"], name="victim_by_status"),
            models.Index(fields=["-created_at"], name="victim_by_logging"),
            models.Index(fields=["is_injured"], name="victim_by_injury"),
            models.Index(fields=["is_crime_victim"], name="victim_by_crime"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("victims:detail", args=[self.ref])

    @property
    def pseudonym(self) -> str:
        """What those who may not see victims by name read in place of it."""
        return f"Victim {self.ref[:4]}"

    def age_on(self, day: date) -> Age | None:
        person = self.person
        return age_on(
            day,
            born=person.born_on,
            stated=person.age_stated,
            stated_on=timezone.localdate(self.created_at),
        )

    @property
    def age(self) -> Age | None:
        return self.age_on(timezone.localdate())

    @property
    def majority(self) -> Majority:
        """Whether they are a child today, as far as is known."""
        return majority(self.age)

    def name_for(self, user: User) -> str:
        return str(self) if user.has_perm("people.view_identity") else self.pseudonym
