"""What victims allowed, refused and took back. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from core.choices import Badge
from core.fields import CodeField
from victims.languages import languages
from victims.models.part import Part


class ConsentScope(models.TextChoices):
    """What is asked for: HTCDS `con_Consent` with its guidance questions, and for a return."""

    INTERVIEW = "interview", "To be interviewed"
    SHARE = "share", "Sharing with another agency"
    DATA_USE = "data_use", "Use of personal data"
    RESEARCH = "research", "Research and statistics"
    RETURN = "return", "Return home"
    MEDICAL = "medical", "Medical examination"
    FAMILY = "family", "Contact with the family"
    PHOTO = "photo", "Being photographed"
    MEDIA = "media", "Media"


class ConsentAnswer(Badge):
    GIVEN = "given", "success", "circle-check", "Given"
    REFUSED = "refused", "danger", "ban", "Refused"
    WITHDRAWN = "withdrawn", "danger", "circle-x", "Withdrawn"


class ConsentState(Badge):
    """How a scope stands today."""

    GIVEN = "given", "success", "circle-check", "Given"
    REFUSED = "refused", "danger", "ban", "Refused"
    WITHDRAWN = "withdrawn", "danger", "circle-x", "Withdrawn"
    EXPIRED = "expired", "warning", "clock", "Expired"
    NOT_ASKED = "not_asked", "neutral", "circle-dashed", "Not asked"


class GivenBy(models.TextChoices):
    SELF = "self", "The person"
    GUARDIAN = "guardian", "Guardian of a child"
    REPRESENTATIVE = "representative", "Legal representative"


@pghistory.track()
class Consent(Part):
    """One answer to one request for consent. Taking it back is another row."""

    page = "victims:consents"

    scope = models.CharField(max_length=12, choices=ConsentScope)
    answer = CodeField(ConsentAnswer)
    given_on = models.DateField("day")
    expires_on = models.DateField(
        "expires", null=True, blank=True, help_text="Empty when it holds until it is withdrawn."
    )
    given_by = models.CharField("answered by", max_length=16, choices=GivenBy, default=GivenBy.SELF)
    given_by_name = models.CharField(
        "name of guardian or representative", max_length=200, blank=True
    )
    language = models.CharField(max_length=3, choices=languages, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    detail = models.CharField(
        max_length=300, blank=True, help_text="With whom, for what, how it was explained."
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-given_on", "-created_at"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_by="self") | ~models.Q(given_by_name=""),
                name="consent_names_who_gave_it",
                violation_error_message="Name the guardian or representative who answered.",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True)
                | models.Q(expires_on__gte=models.F("given_on")),
                name="consent_expires_after_given",
                violation_error_message="Consent cannot expire before it was given.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.get_answer_display().lower()}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a scope stands, and the row that says so."""

    scope: ConsentScope
    state: ConsentState
    row: Consent | None = None


def standing(consents: Iterable[Consent], today: date) -> list[Standing]:
    """Every scope as its latest answer has it. `consents` come newest first, as by default."""
    latest: dict[str, Consent] = {}
    for consent in consents:
        latest.setdefault(consent.scope, consent)
    return [Standing(scope, _state(latest.get(scope), today), latest.get(scope))
            for scope in ConsentScope]  # fmt: skip


def _state(consent: Consent | None, today: date) -> ConsentState:
    if consent is None:
        return ConsentState.NOT_ASKED
    if consent.answer == ConsentAnswer.GIVEN and consent.expires_on and consent.expires_on < today:
        return ConsentState.EXPIRED
    return ConsentState(consent.answer)
