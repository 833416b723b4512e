"""What happened in a case, and where; what is remarked on it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django_countries import countries

from accounts.models import Agency
from cases.models.case import Case
from cases.querysets import OperationQuerySet, PlaceQuerySet, WholeCaseQuerySet
from core.fields import CountryField
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

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["kind"], name="place_by_kind"),
            models.Index(fields=["country"], name="place_by_country"),
        ]

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
    """A raid or another way in which people got free.

    What was reported of it are `ReportedCount`s; the page shows where they and the people logged
    do not add up.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="operations")
    kind = models.CharField(max_length=20, choices=OperationKind, default=OperationKind.RAID)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True)
    happened_on = models.DateField("date")
    happened_at = models.TimeField("local time", null=True, blank=True)
    timezone = models.CharField(
        "time zone",
        max_length=40,
        blank=True,
        choices=[(name, name) for name in sorted(available_timezones())],
        help_text="Of the place, such as America/Lima.",
    )
    trigger = models.CharField(max_length=20, choices=Trigger, blank=True)
    agencies = models.CharField("other agencies involved", max_length=200, blank=True)
    account = models.TextField("what happened", blank=True)

    objects = OperationQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on"]
        indexes = [
            models.Index(fields=["-happened_on"], name="operation_by_date"),
            models.Index(fields=["trigger"], name="operation_by_trigger"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.happened_on:%-d %b %Y}"

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#operation-{self.ref}"

    @property
    def moment(self) -> str:
        """`7 Oct 2023, 05:30 (America/Lima, UTC-05:00)`, as far as it is known."""
        day = f"{self.happened_on:%-d %b %Y}"
        if self.happened_at is None:
            return day
        clock = f"{day}, {self.happened_at:%H:%M}"
        if not self.timezone:
            return clock
        there = datetime.combine(self.happened_on, self.happened_at, ZoneInfo(self.timezone))
        return f"{clock} ({self.timezone}, UTC{there.isoformat()[-6:]})"


class AgencyPart(models.TextChoices):
    LEAD = "lead", "Led it"
    SUPPORT = "support", "Took part"


@pghistory.track()
class OperationAgency(models.Model):
    """That an agency led an operation or took part in it."""

    operation = models.ForeignKey(RescueOperation, on_delete=models.CASCADE, related_name="parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=AgencyPart, default=AgencyPart.SUPPORT)

    class Meta:
        verbose_name = "agency in the operation"
        ordering = ["part", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["operation", "agency"], name="agency_once_an_operation")
        ]

    def __str__(self) -> str:
        return f"{self.agency} ({self.get_part_display().lower()})"


class PersonPart(models.TextChoices):
    FREED = "freed", "Was freed"
    ALERTED = "alerted", "Got free and alerted the authorities"


@pghistory.track()
class OperationPerson(models.Model):
    """That a person of the case was freed in an operation, or brought it about."""

    operation = models.ForeignKey(RescueOperation, on_delete=models.CASCADE, related_name="freed")
    # Named, not imported: people stand above cases.
    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, related_name="freed_in"
    )
    part = models.CharField(max_length=8, choices=PersonPart, default=PersonPart.FREED)

    class Meta:
        verbose_name = "person in the operation"
        ordering = ["part", "person__name"]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_part_display().lower()})"


@pghistory.track()
class Note(Record):
    """A dated remark on a case; never changed, only followed by another."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    text = models.TextField()

    objects = WholeCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.text[:60]
