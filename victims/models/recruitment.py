"""How victims say that they were recruited."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse
from django_countries.fields import CountryField

from core.models import Record
from people.models import Person
from victims.models.victim import Victim
from victims.querysets import StoryQuerySet


class Channel(models.TextChoices):
    """HTCDS `vic_MethodOfRecruitment`."""

    ONLINE_AD = "ThroughAnOnlineAdvertisement", "Online advertisement"
    SOCIAL_NETWORK = "ThroughOnlineSocialNetworks", "Online social network"
    FRIENDS = "ThroughFriendsOrSocialEvents", "Friends or social events"
    FAMILY = "ThroughFamilyOrFamilyEvents", "Family or family events"
    WORK = "AtWork", "At work"
    BUSINESS = "AtAPlaceOfBusiness", "At a place of business"
    SCHOOL = "AtAnEducationalInstitution", "At a school or college"
    NEWSPAPER = "ThroughANewspaperAdvert", "Newspaper advertisement"
    TELEVISION = "ThroughATelevisionAdvert", "Television advertisement"
    OTHER = "Other", "Other"


@pghistory.track()
class RecruitmentAccount(Record):
    """How a victim says that they were recruited."""

    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="accounts")
    channel = models.CharField(max_length=40, choices=Channel, blank=True)
    platform = models.CharField(
        max_length=60, blank=True, help_text="Such as Facebook, Telegram, WeChat."
    )
    promised_job = models.CharField(max_length=120, blank=True)
    promised_country = CountryField(blank=True)
    salary = models.DecimalField(
        "promised salary", max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217, such as MYR.")
    claimed_debt = models.CharField(
        max_length=120,
        blank=True,
        help_text="As the captors put it: “RM 20,000 for the ticket”.",
    )
    recruiter = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="named_in_accounts",
        help_text="Who recruited, where the case knows the person.",
    )
    story = models.TextField("in the victim's words", blank=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.promised_job or "Recruitment account"

    def get_absolute_url(self) -> str:
        return f"{reverse('victims:story', args=[self.victim.ref])}#account-{self.ref}"
