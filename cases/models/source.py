"""Who said what: sources, and what each of them claims. Claims that disagree stand side by side."""

from __future__ import annotations

from datetime import date

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models.case import Case
from cases.querysets import ClaimQuerySet, SourceQuerySet
from core.fields import PartialDateField
from core.grading import Credibility, Reliability
from core.models import Record
from core.money import AmountField, CurrencyField, money


class SourceKind(models.TextChoices):
    PRESS = "press", "Press"
    OFFICIAL = "official", "Official statement"
    VICTIM = "victim", "Victim or captive"
    OFFICER = "officer", "Officer"
    DOCUMENT = "document", "Document"
    OTHER = "other", "Other"


@pghistory.track()
class Source(Record):
    """Somebody or something that says what happened: a report, a statement, a document."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=10, choices=SourceKind)
    title = models.CharField(max_length=200)
    said_by = models.CharField("who said it", max_length=200, blank=True)
    publication = models.CharField(max_length=120, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    dated = PartialDateField("date")
    reliability = models.CharField(max_length=1, choices=Reliability, default=Reliability.F)
    credibility = models.PositiveSmallIntegerField(choices=Credibility, default=Credibility.UNKNOWN)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["dated", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "title"],
                name="source_once_a_case",
                violation_error_message="The case has a source of that title already.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('cases:sources', args=[self.case.ref])}#source-{self.ref}"

    @property
    def grade(self) -> str:
        return f"{self.reliability}{self.credibility}"


class ClaimField(models.TextChoices):
    """What can be claimed of a subject."""

    RESCUED = "rescued", "How many were rescued"
    NATIONALITY = "nationality", "How many of a nationality"
    WOMEN = "women", "How many women"
    MEN = "men", "How many men"
    ARRESTED = "arrested", "How many were arrested"
    CONFIRMED = "confirmed", "How many were found to be victims"
    RAID_DATE = "raid_date", "Day of the rescue"
    PLACE = "place", "Place"
    ENTRY_DATE = "entry_date", "Day of the entry"
    ROUTE = "route", "Route"
    DEPARTURE = "departure", "How they left"
    TRIGGER = "trigger", "What led to the rescue"
    OFFER = "offer", "What was promised"
    SCHEME = "scheme", "What they were made to do"
    SYNDICATE = "syndicate", "Who is behind it"
    SEIZED = "seized", "What was seized"
    CONDITION = "condition", "Condition of the people"
    PLANS = "plans", "What is to follow"
    PRECEDENT = "precedent", "Whether there were such cases before"
    STATUS = "status", "Status"
    NAME = "name", "Name"
    BIRTH = "birth", "Date of birth"
    OTHER = "other", "Other"


@pghistory.track()
class Claim(Record):
    """What one source says of one thing. It is never changed: a correction is a further claim.

    `subject_model` and `subject_ref` name a record of the same case. At most one claim of a field
    of a subject is preferred; that alone may change.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    subject_model = models.CharField(max_length=60, editable=False)
    subject_ref = models.CharField(max_length=20, editable=False)
    field = models.CharField("what is claimed", max_length=12, choices=ClaimField)
    value = models.CharField("as it was said", max_length=300)
    on = PartialDateField("as a date")
    number = models.DecimalField(
        "as a number", max_digits=14, decimal_places=2, null=True, blank=True
    )
    amount = AmountField("as money")
    currency = CurrencyField()
    quote = models.CharField(
        "words quoted", max_length=200, blank=True, help_text="No more than the words that matter."
    )
    is_preferred = models.BooleanField("preferred", default=False, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["subject_model", "subject_ref", "field", "created_at"]
        indexes = [
            models.Index(fields=["subject_ref", "field"], name="claim_by_subject"),
            models.Index(fields=["field"], name="claim_by_field"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_model", "subject_ref", "field"],
                condition=Q(is_preferred=True),
                name="one_preferred_claim",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="claims_stay", exclude=["is_preferred", "version", "updated_at"]
            ),
            pgtrigger.Protect(name="claims_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.value}"

    def clean(self) -> None:
        if (self.amount is None) != (not self.currency):
            raise ValidationError({"currency": "Write an amount and its currency, or neither."})

    def get_absolute_url(self) -> str:
        return f"{reverse('cases:sources', args=[self.source.case.ref])}#claim-{self.ref}"

    @property
    def meaning(self) -> object:
        """What two claims are compared by: the value read out of the words, else the words."""
        if self.on:
            return self.on
        if self.number is not None:
            return self.number
        if self.amount is not None:
            return money(self.amount, self.currency)
        return " ".join(self.value.casefold().split())


def agree(claims: list[Claim]) -> bool:
    """Whether all of them may be true: 29 September and “in September” do not contradict."""
    values = [claim.meaning for claim in claims]
    return all(_may_both_hold(one, other) for one in values for other in values)


def _may_both_hold(one: object, other: object) -> bool:
    earliest, latest = getattr(one, "earliest", None), getattr(other, "latest", None)
    if isinstance(earliest, date) and isinstance(latest, date):
        return bool(one.may_equal(other))  # type: ignore[attr-defined]
    return one == other
