"""How victims say that they were recruited."""

from __future__ import annotations

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from core.fields import CountryField, PartialDateField
from core.models import Record
from core.money import AmountField, CurrencyField, money, need_currencies
from people.models import Person
from victims.models.victim import Victim
from victims.querysets import AccountQuerySet

SHA_256 = RegexValidator(
    r"^[0-9a-f]{64}$", "A SHA-256 has 64 digits and letters a to f; copy it as a whole."
)


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


class Platform(models.TextChoices):
    """HTCDS `vic_RecruitmentWebsitesAndApps`."""

    FACEBOOK = "Facebook", "Facebook"
    INSTAGRAM = "Instagram", "Instagram"
    WHATSAPP = "WhatsApp", "WhatsApp"
    TELEGRAM = "Telegram", "Telegram"
    MESSENGER = "FacebookMessenger", "Facebook Messenger"
    VIBER = "Viber", "Viber"
    SNAPCHAT = "SnapChat", "Snapchat"
    LINE = "Line", "LINE"
    FOR_SALE = "4Sale", "4Sale"
    WECHAT = "WeChat", "WeChat"
    QQ = "QQ", "QQ"
    QZONE = "QZone", "QZone"
    TIKTOK = "TikTok", "TikTok"
    TWITTER = "Twitter", "X (Twitter)"
    OTHER = "Other", "Other"


class Period(models.TextChoices):
    HOUR = "hour", "an hour"
    DAY = "day", "a day"
    WEEK = "week", "a week"
    MONTH = "month", "a month"
    YEAR = "year", "a year"


class Payer(models.TextChoices):
    SELF = "self", "The victim"
    FAMILY = "family", "Family or friends"
    RECRUITER = "recruiter", "The recruiter"
    EMPLOYER = "employer", "The employer or captors"
    AUTHORITY = "authority", "An authority or embassy"
    OTHER = "other", "Somebody else"


class Relationship(models.TextChoices):
    """HTCDS `vic_RelationshipToTrafficker`."""

    FAMILIAL = "Familial", "Family"
    ACQUAINTED = "Acquainted", "Acquainted"
    UNACQUAINTED = "Unaquainted", "Not acquainted"  # The standard spells it so.


@pghistory.track()
class RecruitmentAccount(Record):
    """How a victim says that they were recruited."""

    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="accounts")
    recruited_on = PartialDateField("recruited")
    channel = models.CharField(max_length=40, choices=Channel, blank=True)
    platform = models.CharField(max_length=60, choices=Platform, blank=True)
    platform_name = models.CharField(
        "other platform", max_length=60, blank=True, help_text="Where the list has it not."
    )
    advert_url = models.URLField("address of the advertisement", max_length=500, blank=True)
    advert_text = models.TextField("text of the advertisement", blank=True)
    advert_sha256 = models.CharField(
        "SHA-256 of the screenshot",
        max_length=64,
        blank=True,
        validators=[SHA_256],
        help_text="So that the picture can be told apart from a copy that was changed.",
    )
    promised_job = models.CharField(max_length=120, blank=True)
    employer = models.CharField("promised employer", max_length=120, blank=True)
    promised_country = CountryField(blank=True)
    promised_city = models.CharField(max_length=80, blank=True)
    salary = AmountField("promised salary", max_digits=12)
    currency = CurrencyField()
    salary_period = models.CharField("salary for", max_length=5, choices=Period, blank=True)
    debt = AmountField("debt claimed")
    debt_currency = CurrencyField("currency of the debt")
    claimed_debt = models.CharField(
        "debt, as it was put",
        max_length=120,
        blank=True,
        help_text="As the captors put it: “RM 20,000 for the ticket”.",
    )
    ticket_paid_by = models.CharField(max_length=10, choices=Payer, blank=True)
    relationship = models.CharField(
        "relationship to the recruiter", max_length=11, choices=Relationship, blank=True
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

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["recruited_on"], name="account_by_day"),
            models.Index(fields=["channel"], name="account_by_channel"),
            models.Index(fields=["platform"], name="account_by_platform"),
            models.Index(fields=["promised_country"], name="account_by_promise"),
        ]

    def __str__(self) -> str:
        return self.promised_job or "Recruitment account"

    def get_absolute_url(self) -> str:
        return f"{reverse('victims:story', args=[self.victim.ref])}#account-{self.ref}"

    def clean(self) -> None:
        need_currencies(self, {"salary": "currency", "debt": "debt_currency"})

    @property
    def platform_words(self) -> str:
        return self.platform_name or self.get_platform_display()

    @property
    def salary_words(self) -> str:
        return f"{money(self.salary, self.currency)} {self.get_salary_period_display()}".strip()

    @property
    def debt_words(self) -> str:
        return money(self.debt, self.debt_currency)
