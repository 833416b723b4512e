"""What victims need, and what makes them vulnerable."""

from __future__ import annotations

import pghistory
from django.db import models

from core.choices import Badge
from core.fields import ChoiceArrayField, CodeField
from victims.models.part import Part


class NeedKind(models.TextChoices):
    SHELTER = "shelter", "Shelter"
    SAFETY = "safety", "Safety and protection"
    MEDICAL = "medical", "Medical care"
    PSYCHOLOGICAL = "psychological", "Psychological care"
    BASICS = "basics", "Food, clothing, hygiene"
    INTERPRETER = "interpreter", "Interpreter"
    LEGAL = "legal", "Legal advice"
    DOCUMENTS = "documents", "Identity or travel documents"
    FAMILY = "family", "Contact with family"
    CHILD = "child", "Care of a child"
    DISABILITY = "disability", "Help with a disability"
    MONEY = "money", "Money"
    WORK = "work", "Work or training"
    OTHER = "other", "Other"


class Urgency(Badge):
    NOW = "1-now", "danger", "alert-circle", "At once"
    SOON = "2-soon", "warning", "clock", "Within days"
    LATER = "3-later", "neutral", "calendar", "Later"


@pghistory.track()
class Need(Part):
    """Something that a victim needs; met from a day on, or not yet."""

    page = "victims:care"

    kind = models.CharField(max_length=20, choices=NeedKind)
    urgency = CodeField(Urgency, default=Urgency.SOON)
    detail = models.CharField(max_length=300, blank=True)
    noticed_on = models.DateField("noticed")
    met_on = models.DateField("met", null=True, blank=True, help_text="Empty while it is not met.")
    met_by = models.CharField(max_length=120, blank=True, help_text="Who met it, and how.")

    class Meta:
        ordering = [models.F("met_on").asc(nulls_first=True), "urgency", "noticed_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(met_on__isnull=True)
                | models.Q(met_on__gte=models.F("noticed_on")),
                name="need_met_after_noticed",
                violation_error_message="A need cannot be met before it was noticed.",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Level(models.TextChoices):
    """The levels of IOM's determinants of migrant vulnerability."""

    INDIVIDUAL = "individual", "Individual"
    HOUSEHOLD = "household", "Household and family"
    COMMUNITY = "community", "Community"


class Factor(models.TextChoices):
    AGE = "age", "Young or old age"
    DISABILITY = "disability", "Disability or illness"
    PREGNANT = "pregnant", "Pregnant or nursing"
    TRAUMA = "trauma", "Trauma or risk of self-harm"
    DEPENDENCY = "dependency", "Addiction"
    EARLIER = "earlier", "Exploited or abused before"
    STATUS = "status", "Irregular or no legal status"
    LITERACY = "literacy", "Little schooling or language"
    DEBT = "debt", "Debt"
    INCOME = "income", "No income"
    DEPENDANTS = "dependants", "Others depend on them"
    VIOLENCE = "violence", "Violence in the family"
    COMPLICIT = "complicit", "Family took part in the recruitment"
    STIGMA = "stigma", "Stigma on return"
    REPRISAL = "reprisal", "Reprisals by the recruiters"
    RECRUITERS = "recruiters", "Recruiters active where they live"
    CONFLICT = "conflict", "Conflict or disaster"
    SERVICES = "services", "No services within reach"


@pghistory.track()
class VulnerabilityAssessment(Part):
    """What was found on one day; later ones stand beside it. Words and factors, never a score."""

    page = "victims:care"

    level = models.CharField(max_length=12, choices=Level, default=Level.INDIVIDUAL)
    assessed_on = models.DateField("assessed")
    assessor = models.CharField(max_length=120, help_text="Who assessed, and for whom.")
    factors = ChoiceArrayField(
        models.CharField(max_length=12, choices=Factor), default=list, blank=True
    )
    text = models.TextField("assessment")

    class Meta:
        ordering = ["-assessed_on", "level"]

    def __str__(self) -> str:
        return f"{self.get_level_display()}, {self.assessed_on:%-d %b %Y}"
