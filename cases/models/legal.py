"""What the law does about a case: sections, actions with their stages, requests abroad."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_countries import countries

from accounts.models import Agency
from cases.legal import (
    EDGES,
    MOVES,
    LegalStage,
    NoticeColour,
    Outcome,
    RequestKind,
    RequestStatus,
)
from cases.models.case import Case
from cases.querysets import (
    LegalActionQuerySet,
    LegalRequestQuerySet,
    StageReachedQuerySet,
    StatuteQuerySet,
)
from core.fields import CodeField, CountryField
from core.models import Record


@pghistory.track()
class Statute(Record):
    """A section under which somebody may be charged, with what it does not cover.

    Shipped in `cases/data/statutes.csv`; from then on edited here.
    """

    jurisdiction = CountryField()
    act = models.CharField(max_length=160)
    section = models.CharField(max_length=20, help_text="Such as s 420 or art. 129-A.")
    title = models.CharField(max_length=200, blank=True)
    gap = models.TextField("gap in the law", blank=True, help_text="What it does not cover.")
    unverified = models.BooleanField(
        default=False, help_text="Nobody has checked the wording against the law yet."
    )

    objects = StatuteQuerySet.as_manager()

    class Meta:
        ordering = ["jurisdiction", "act", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "act", "section"],
                name="statute_once",
                violation_error_message="That section is in the table already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.section}"

    def get_absolute_url(self) -> str:
        return reverse("legal:statutes")


@pghistory.track()
class LegalAction(Record):
    """A prosecution of one or several people of a case under one section."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_actions")
    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="actions")
    stage = CodeField(LegalStage, default=LegalStage.REPORT, editable=False)
    outcome = CodeField(Outcome, default=Outcome.PENDING)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    court = models.CharField(max_length=120, blank=True)
    court_ref = models.CharField("reference of the court", max_length=60, blank=True)
    remarks = models.TextField(blank=True)

    objects = LegalActionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "ref"]
        indexes = [
            models.Index(fields=["stage"], name="legal_by_stage"),
            models.Index(fields=["outcome"], name="legal_by_outcome"),
        ]
        triggers = [pgtrigger.FSM(name="legal_moves", field="stage", transitions=EDGES)]

    def __str__(self) -> str:
        return f"{self.statute}, {self.get_stage_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("legal:detail", args=[self.ref])

    def may_reach(self, stage: str) -> bool:
        return stage in MOVES[LegalStage(self.stage)]


@pghistory.track()
class Charged(models.Model):
    """That a legal action is about a person of its case."""

    action = models.ForeignKey(LegalAction, on_delete=models.CASCADE, related_name="charged")
    # Named, not imported: people stand above cases.
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="charged_in")

    class Meta:
        ordering = ["person__name"]
        verbose_name = "person concerned"  # As the history tells it.
        constraints = [
            models.UniqueConstraint(fields=["action", "person"], name="charged_once_an_action")
        ]

    def __str__(self) -> str:
        return str(self.person)


@pghistory.track()
class StageReached(models.Model):
    """The day on which an action came to a stage."""

    action = models.ForeignKey(LegalAction, on_delete=models.CASCADE, related_name="steps")
    stage = CodeField(LegalStage)
    on = models.DateField("date")
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = StageReachedQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} on {self.on:%-d %b %Y}"

    def clean(self) -> None:
        if self.on and self.on > timezone.localdate():
            raise ValidationError("The day lies in the future; record a stage when it is reached.")


@pghistory.track()
class LegalRequest(Record):
    """What one country asks of another: assistance, extradition, a notice."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_requests")
    action = models.ForeignKey(
        LegalAction,
        on_delete=models.PROTECT,
        related_name="requests",
        null=True,
        blank=True,
        verbose_name="for the legal action",
    )
    kind = models.CharField(max_length=12, choices=RequestKind)
    colour = models.CharField(
        "colour of the notice", max_length=8, choices=NoticeColour, blank=True
    )
    number = models.CharField(max_length=60, blank=True)
    to_country = CountryField("to", blank=True, help_text="Empty for a notice to all members.")
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="legal_requests",
        null=True,
        blank=True,
        verbose_name="about",
    )
    status = CodeField(RequestStatus, default=RequestStatus.DRAFT)
    sent_on = models.DateField("sent", null=True, blank=True)
    answered_on = models.DateField("answered", null=True, blank=True)
    remarks = models.TextField(blank=True)

    objects = LegalRequestQuerySet.as_manager()

    class Meta:
        ordering = [F("sent_on").asc(nulls_last=True), "created_at"]
        indexes = [
            models.Index(fields=["status", "to_country"], name="request_by_status"),
            models.Index(fields=["kind"], name="request_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                name="answered_after_sent",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                violation_error_message="The answer cannot be before the request was sent.",
            )
        ]

    def __str__(self) -> str:
        to = f" to {countries.name(str(self.to_country))}" if self.to_country else ""
        return f"{self.get_kind_display()}{to}"

    def get_absolute_url(self) -> str:
        return f"{reverse('cases:legal', args=[self.case.ref])}#request-{self.ref}"
