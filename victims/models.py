"""The victim role of a person: status, how they were recruited, how they travelled."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.db import models
from django.urls import reverse
from django_countries.fields import CountryField

from accounts.models import User
from core.choices import Badge
from core.fields import ChoiceArrayField, CodeField, PartialDateField
from core.models import Record
from people.models import Person
from victims.querysets import StoryQuerySet, VictimQuerySet


class TraffickingStatus(Badge):
    """HTCDS `vic_TraffickingStatus`."""

    POSSIBLE = (
        "PossibleVictimOfTrafficking",
        "warning",
        "question-mark",
        "Possible victim",
    )
    ACTUAL = "ActualVictimOfTrafficking", "success", "shield-check", "Confirmed victim"
    NOT = "NotAVictimOfTrafficking", "neutral", "minus", "Not a victim of trafficking"


class Decider(models.TextChoices):
    """HTCDS `vic_TraffickingStatusDecisionMakingOrg`."""

    POLICE = "Police", "Police"
    NGO = "NGO", "Non-governmental organisation"
    COURT = "CourtOrProsecution", "Court or prosecution"
    GOVERNMENT = "NonPoliceGovernmentalOrganization", "Other government body"
    OTHER = "Other", "Other"


class Control(models.TextChoices):
    """HTCDS `vic_MethodsOfControl`, with the two that only its field definitions name."""

    WITHHOLDS_DOCUMENTS = "WithholdsDocuments", "Withholds documents"
    RESTRICTS_MOVEMENT = "RestrictsMovement", "Restricts movement"
    DEBT_BONDAGE = "DebtBondage", "Debt bondage"
    FALSE_PROMISES = "FalsePromises", "False promises"
    PHYSICAL_THREATS = "PhysicalThreats", "Physical threats"
    THREATS_LAW = "ThreatsLawEnforcement", "Threats of law enforcement"
    THREATENS_FAMILY = "ThreatensChildrenFamily", "Threatens children or family"
    PHYSICAL_ABUSE = "PhysicalAbuse", "Physical abuse"
    SEXUAL_ABUSE = "SexualAbuse", "Sexual abuse"
    PSYCHOLOGICAL_ABUSE = "PsychologicalAbuse", "Psychological abuse"
    TAKES_EARNINGS = "TakesEarnings", "Takes earnings"
    RESTRICTS_FINANCIAL = "RestrictsFinancialAccess", "Restricts access to money"
    RESTRICTS_MEDICAL = "RestrictsMedicalCare", "Restricts medical care"
    WITHHOLDS_NECESSITIES = "WithholdsNecessities", "Withholds necessities"
    SUBSTANCE = "PsychoactiveSubstance", "Psychoactive substances"
    EXCESSIVE_HOURS = "ExcessiveWorkingHours", "Excessive working hours"
    USES_CHILDREN = "UsesChildren", "Uses children"
    OTHER = "Other", "Other"


@pghistory.track()
class Victim(Record):
    """A person in the role of a victim, possible, confirmed or found not to be one."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="victim")
    status = CodeField(
        TraffickingStatus,
        verbose_name="trafficking status",
        default=TraffickingStatus.POSSIBLE,
    )
    decided_by = models.CharField(max_length=40, choices=Decider, blank=True)
    basis = models.TextField("basis of the decision", blank=True)
    controls = ChoiceArrayField(
        models.CharField(max_length=30, choices=Control),
        default=list,
        blank=True,
        verbose_name="methods of control",
    )
    is_injured = models.BooleanField(
        "injured or abused",
        default=False,
        help_text="Also when found not to be trafficked.",
    )

    objects = VictimQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "ref"]
        indexes = [
            models.Index(fields=["status"], name="victim_by_status"),
            models.Index(fields=["-created_at"], name="victim_by_logging"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("victims:detail", args=[self.ref])

    @property
    def pseudonym(self) -> str:
        """What those who may not see victims by name read in place of it."""
        return f"Victim {self.ref[:4]}"

    def name_for(self, user: User) -> str:
        return str(self) if user.has_perm("people.view_identity") else self.pseudonym


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
