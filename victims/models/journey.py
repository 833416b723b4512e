"""How victims travelled, as told and as it was."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.db import models
from django.urls import reverse

from core.fields import CountryField, PartialDateField
from core.models import Record
from victims.models.recruitment import Payer
from victims.models.victim import Victim
from victims.querysets import LegQuerySet


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


class DocumentUsed(models.TextChoices):
    OWN_PASSPORT = "own_passport", "Own passport"
    BORDER_PASS = "border_pass", "Border pass"
    TRAVEL_DOCUMENT = "travel_document", "Emergency travel document"
    FORGED = "forged", "Forged document"
    OF_ANOTHER = "of_another", "Document of somebody else"
    NONE = "none", "No document"


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
    carrier = models.CharField(
        max_length=60, blank=True, help_text="The airline, ferry or bus; a driver if known."
    )
    flight = models.CharField(max_length=12, blank=True, help_text="Such as KL 743.")
    pnr = models.CharField("booking (PNR)", max_length=12, blank=True)
    paid_by = models.CharField(max_length=10, choices=Payer, blank=True)
    accompanied_by = models.CharField(max_length=120, blank=True)
    document = models.CharField("document used", max_length=16, choices=DocumentUsed, blank=True)
    entry = models.CharField("entry status", max_length=10, choices=Entry, default=Entry.UNKNOWN)
    visa = models.CharField(
        "kind of visa", max_length=60, blank=True, help_text="Tourist, work, free of visa …"
    )
    border_post = models.CharField(max_length=80, blank=True)

    objects = LegQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["arrived_on"], name="leg_by_arrival"),
            models.Index(fields=["departed_on"], name="leg_by_departure"),
            models.Index(fields=["from_country"], name="leg_by_origin"),
            models.Index(fields=["to_country"], name="leg_by_destination"),
            models.Index(fields=["entry"], name="leg_by_entry"),
            models.Index(fields=["flight"], name="leg_by_flight"),
        ]

    def __str__(self) -> str:
        return f"{self.from_place} → {self.to_place}"

    def get_absolute_url(self) -> str:
        return f"{reverse('victims:story', args=[self.victim.ref])}#leg-{self.ref}"


def is_diverted(legs: Iterable[JourneyLeg]) -> bool:
    """Whether the way ended in another country than they were told. Legs come in their order."""
    told = [leg.to_country for leg in legs if leg.is_planned]
    reached = [leg.to_country for leg in legs if not leg.is_planned]
    return bool(told and reached) and told[-1] != reached[-1]
