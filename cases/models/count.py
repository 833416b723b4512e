"""How many there were, by who reported it."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django_countries import countries

from cases.models.operation import RescueOperation
from cases.models.source import Source
from cases.querysets import CountQuerySet


class Measure(models.TextChoices):
    TOTAL = "total", "People"
    NATIONALITY = "nationality", "Of a nationality"
    SEX = "sex", "Of a sex"
    MINORS = "minors", "Minors"
    ARRESTED = "arrested", "Arrested"


SEXES = {"female": "women", "male": "men"}


@pghistory.track()
class ReportedCount(models.Model):
    """A number that one source gives of an operation. Two sources may give two numbers."""

    operation = models.ForeignKey(RescueOperation, on_delete=models.CASCADE, related_name="counts")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="counts")
    measure = models.CharField(max_length=12, choices=Measure, default=Measure.TOTAL)
    key = models.CharField(
        "of which",
        max_length=6,
        blank=True,
        help_text="MY of a nationality, female or male of a sex; else nothing.",
    )
    number = models.PositiveIntegerField()

    objects = CountQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "source", "measure", "key"],
                name="counted_once_a_source",
                violation_error_message="That source gives this number already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.number} ({self.source})"

    def clean(self) -> None:
        known = {Measure.NATIONALITY: list(dict(countries)), Measure.SEX: list(SEXES)}
        allowed = known.get(Measure(self.measure), [""])
        if self.key not in allowed:
            raise ValidationError(
                {"key": "Write MY of a nationality, female or male of a sex, and else nothing."}
            )

    @property
    def words(self) -> str:
        """`women`, `Malaysia`, `people`, `arrested`: what is counted."""
        if self.measure == Measure.NATIONALITY:
            return str(countries.name(self.key))
        return SEXES.get(self.key) or str(self.get_measure_display()).lower()
