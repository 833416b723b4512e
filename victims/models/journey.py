"""How victims travelled, as told and as it was."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.db import models
from django.urls import reverse
from django_countries.fields import CountryField

from core.fields import PartialDateField
from core.models import Record
from victims.models.victim import Victim
from victims.querysets import StoryQuerySet


class Phase(models.TextChoices):
    """HTCDS `hte_Type`."""

    RECRUITMENT = "Recruitment", "Recruitment"
    TRANSIT = "Transit", "Transit"
    EXPLOITATION = "Exploitation", "Exploitation"


class Mode(models.TextChoices):
    AIR = "air", "Air"
    ROAD = "road", "Road"
    RAIL = "rail", "Rail"
    SEA = "sea", "Sea or river"
    FOOT = "foot", "On foot"
    UNKNOWN = "unknown", "Unknown"


class Entry(models.TextChoices):
    REGULAR = "regular", "Regular"
    IRREGULAR = "irregular", "Irregular"
    UNKNOWN = "unknown", "Unknown"


@pghistory.track()
class JourneyLeg(Record):
    """One leg of a victim's way, planned or actual; where both differ, somebody was diverted."""

    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="legs")
    position = models.PositiveSmallIntegerField(default=1)
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.TRANSIT)
    is_planned = models.BooleanField(
        "planned only",
        default=False,
        help_text="What the victim was told, not what happened.",
    )
    from_place = models.CharField("from", max_length=120)
    from_country = CountryField()
    to_place = models.CharField("to", max_length=120)
    to_country = CountryField()
    departed_on = PartialDateField("departed")
    arrived_on = PartialDateField("arrived")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.UNKNOWN)
    flight = models.CharField(max_length=12, blank=True, help_text="Such as KL 743.")
    entry = models.CharField("entry status", max_length=10, choices=Entry, default=Entry.UNKNOWN)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.from_place} → {self.to_place}"

    def get_absolute_url(self) -> str:
        return f"{reverse('victims:story', args=[self.victim.ref])}#leg-{self.ref}"


def is_diverted(legs: Iterable[JourneyLeg]) -> bool:
    """Whether somebody was taken to other countries than they were told."""
    told = {leg.to_country for leg in legs if leg.is_planned}
    reached = {leg.to_country for leg in legs if not leg.is_planned}
    return bool(told and reached) and not told <= reached
