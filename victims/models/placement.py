"""Where victims live while the case lasts."""

from __future__ import annotations

import pghistory
from django.db import models

from core.fields import CountryField
from victims.models.part import Part


class PlacementKind(models.TextChoices):
    STATE_SHELTER = "state_shelter", "Shelter of the state"
    NGO_SHELTER = "ngo_shelter", "Shelter of an organisation"
    REFUGE = "refuge", "Place of refuge by court order"
    HOSPITAL = "hospital", "Hospital"
    HOTEL = "hotel", "Hotel or hostel"
    MISSION = "mission", "Embassy or consulate"
    FAMILY = "family", "With family or friends"
    FOSTER = "foster", "Foster care"
    OWN = "own", "Own home"
    DETENTION = "detention", "Detention"
    OTHER = "other", "Other"


@pghistory.track()
class Placement(Part):
    """A stay somewhere. The address of a shelter opens only to those who may see it."""

    page = "victims:care"

    kind = models.CharField(max_length=16, choices=PlacementKind)
    name = models.CharField(
        "known as", max_length=120, blank=True, help_text="A name that gives no address away."
    )
    address = models.CharField("confidential address", max_length=300, blank=True)
    country = CountryField(blank=True)
    since = models.DateField("from")
    until = models.DateField("to", null=True, blank=True, help_text="Empty while they live there.")
    reason = models.CharField(max_length=200, blank=True)
    responsible = models.CharField(
        max_length=120, blank=True, help_text="Which agency or person answers for the stay."
    )

    class Meta:
        ordering = ["-since"]
        permissions = [("view_shelteraddress", "Can see where shelters are")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="placement_ends_after_begin",
                violation_error_message="A stay cannot end before it begins.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
