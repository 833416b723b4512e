"""Screenings: what was asked and answered, what it shows, and who decided, each by another."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.choices import Badge
from core.fields import CodeField
from victims.languages import languages
from victims.models.part import Part
from victims.models.victim import TraffickingStatus
from victims.querysets import AnswerQuerySet, InstrumentQuerySet, ScreeningQuerySet
from victims.scheme import scheme_of
from victims.screening import Findings, Scheme, Value, YesNo, findings


@pghistory.track()
class Instrument(models.Model):
    """One version of a list of indicators with its rules, as its file said when it was loaded."""

    key = models.CharField(max_length=40)
    edition = models.CharField("version", max_length=40)
    title = models.CharField(max_length=200)
    short = models.CharField(max_length=40, default="", help_text="What lists show.")
    jurisdiction = models.CharField(max_length=40)
    document = models.JSONField()
    loaded_at = models.DateTimeField(auto_now_add=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["title", "-loaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["key", "edition"], name="instrument_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"

    @cached_property
    def scheme(self) -> Scheme:
        return scheme_of(self.document)


class State(Badge):
    OPEN = "open", "warning", "question-mark", "Waits for a decision"
    DECIDED = "decided", "info", "clipboard-check", "Waits for approval"
    APPROVED = "approved", "success", "circle-check", "Approved"


class Conclusion(Badge):
    PRESUMED = "presumed", "warning", "question-mark", "Presumed victim"
    CONFIRMED = "confirmed", "success", "shield-check", "Confirmed victim"
    NOT_VICTIM = "not_victim", "neutral", "minus", "Not a victim of trafficking"
    INCONCLUSIVE = "inconclusive", "accent", "alert-triangle", "Inconclusive"
    DECLINED = "declined", "neutral", "ban", "Declined to be screened"


#: What an approved conclusion makes of the victim's status; the others leave it as it is.
STATUS_OF = {
    Conclusion.PRESUMED: TraffickingStatus.POSSIBLE,
    Conclusion.CONFIRMED: TraffickingStatus.ACTUAL,
    Conclusion.NOT_VICTIM: TraffickingStatus.NOT,
}


@pghistory.track()
class Screening(Part):
    """One screening by one instrument. Interviewed, decided and approved by three people."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT)
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    held_on = models.DateField("held")
    place = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=3, choices=languages, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    was_child = models.BooleanField(
        "under 18 when recruited or exploited",
        default=False,
        help_text="Then no means need be shown. Tick it also when it may be so.",
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded_by",
    )

    state = CodeField(State, default=State.OPEN, editable=False)
    conclusion = CodeField(Conclusion, blank=True)
    reasoning = models.TextField(blank=True)
    found_injured = models.BooleanField("injured or abused", default=False)
    found_crime_victim = models.BooleanField("victim of another crime", default=False)
    offence_compelled = models.CharField(
        "was compelled to an offence", max_length=8, choices=YesNo, blank=True
    )
    direct_consequence = models.CharField(
        "the offence is a direct consequence of being trafficked",
        max_length=8,
        choices=YesNo,
        blank=True,
    )
    non_punishment = models.TextField("recommendation on non-punishment", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    decided_at = models.DateTimeField("decided", null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    approved_at = models.DateTimeField("approved", null=True, blank=True, editable=False)
    sent_back_because = models.CharField("sent back", max_length=300, blank=True, editable=False)

    objects = ScreeningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-held_on", "-created_at"]
        permissions = [
            ("decide_screening", "Can decide on screenings that others held"),
            ("approve_screening", "Can approve conclusions"),
        ]
        indexes = [
            models.Index(fields=["-held_on", "-created_at"], name="screening_by_day"),
            models.Index(fields=["state"], name="screening_by_state"),
            models.Index(fields=["conclusion"], name="screening_by_conclusion"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("interviewer")),
                name="decider_is_not_interviewer",
                violation_error_message=(
                    "Who held the interview does not decide on it. Ask a colleague to decide."
                ),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("interviewer")) & ~Q(approved_by=F("decided_by"))),
                name="approver_is_a_third",
                violation_error_message=(
                    "Who held the interview or decided does not approve. Ask another supervisor."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="open") | ~(Q(conclusion="") | Q(reasoning="")),
                name="decision_has_reasons",
                violation_error_message="A decision needs a conclusion and its reasons.",
            ),
        ]

    def __str__(self) -> str:
        return f"Screening of {day_words(self.held_on)}"

    def get_absolute_url(self) -> str:
        return reverse("victims:screening", args=[self.victim.ref, self.ref])

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def answer_values(self) -> dict[str, str]:
        """Indicator → answer, of what was asked."""
        return {answer.indicator: answer.value for answer in self.answers.all()}

    @property
    def findings(self) -> Findings:
        """What the answers show; it decides nothing."""
        return findings(self.instrument.scheme, self.answer_values, is_child=self.was_child)


def day_words(day: date) -> str:
    return f"{day:%-d %b %Y}"


@pghistory.track()
class Answer(models.Model):
    """The answer to one indicator. An indicator without a row was not asked."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="answers")
    indicator = models.CharField(max_length=60)
    value = CodeField(Value, default=Value.NOT_ASKED)
    note = models.CharField(max_length=500, blank=True)
    evidence = models.CharField(
        max_length=200, blank=True, help_text="Reference of a statement, file or item."
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["indicator"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "indicator"], name="one_answer")
        ]

    def __str__(self) -> str:
        return self.indicator
