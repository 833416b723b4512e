"""What happened in a case, and where; what is remarked on it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django_countries import countries
from django_countries.fields import CountryField

from cases.models.case import Case
from cases.querysets import CaseScopedQuerySet
from core.models import Record


class PlaceKind(models.TextChoices):
    HOUSE = "house", "House"
    COMPOUND = "compound", "Compound"
    CASINO = "casino", "Casino"
    HOTEL = "hotel", "Hotel"
    ENTERTAINMENT = "entertainment", "Entertainment centre"
    OFFICE = "office", "Office"
    AIRPORT = "airport", "Airport"
    BORDER_POST = "border_post", "Border post"
    SHELTER = "shelter", "Shelter"
    TOWN = "town", "Town or district"
    OTHER = "other", "Other"


@pghistory.track()
class Place(Record):
    """A place as one case knows it: the raided house, the compound, the border post."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=20, choices=PlaceKind)
    name = models.CharField(max_length=120, help_text="How people call it: “KK Park, gate 3”.")
    address = models.CharField(max_length=200, blank=True)
    admin_area = models.CharField("state or province", max_length=80, blank=True)
    country = CountryField()
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    objects = CaseScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {countries.name(self.country)}"


class OperationKind(models.TextChoices):
    RAID = "raid", "Raid"
    SELF_ESCAPE = "self_escape", "Self-escape"
    SURRENDER = "surrender", "Voluntary surrender"
    BORDER = "border", "Border interception"
    EMBASSY_PICKUP = "embassy_pickup", "Embassy pick-up"
    RANSOM = "ransom", "Ransom paid"


class Trigger(models.TextChoices):
    ESCAPE = "escape", "Victims escaped and alerted the authorities"
    HOTLINE = "hotline", "Hotline"
    FAMILY = "family", "Report by the family"
    INTELLIGENCE = "intelligence", "Intelligence"
    EMBASSY = "embassy", "Report to an embassy"
    OTHER = "other", "Other"


@pghistory.track()
class RescueOperation(Record):
    """A raid or another way in which people got free, with the counts that were *reported*.

    Reported counts stay beside the persons logged: the page shows what does not add up.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="operations")
    kind = models.CharField(max_length=20, choices=OperationKind, default=OperationKind.RAID)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True)
    happened_on = models.DateField("date")
    trigger = models.CharField(max_length=20, choices=Trigger, blank=True)
    agencies = models.CharField("agencies involved", max_length=200, blank=True)
    reported_rescued = models.PositiveIntegerField("rescued, as reported", null=True, blank=True)
    reported_women = models.PositiveIntegerField("women, as reported", null=True, blank=True)
    reported_men = models.PositiveIntegerField("men, as reported", null=True, blank=True)
    reported_by_country = models.JSONField(
        "by nationality, as reported",
        default=dict,
        blank=True,
        help_text='ISO country codes and numbers, such as {"MY": 43, "TW": 1}.',
    )
    reported_by = models.CharField("who reported the counts", max_length=200, blank=True)
    account = models.TextField("what happened", blank=True)

    objects = CaseScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on"]
        indexes = [models.Index(fields=["-happened_on"], name="operation_by_date")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.happened_on:%-d %b %Y}"

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#operation-{self.ref}"


@pghistory.track()
class Note(Record):
    """A dated remark on a case; never changed, only followed by another."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    text = models.TextField()

    objects = CaseScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.text[:60]
