"""The other side: who recruited, for which syndicate, and how the people tie together."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse

from cases.models import Case
from core.choices import Badge
from core.fields import ChoiceArrayField, CodeField, CountryField, PartialDateField
from core.grading import Credibility, Reliability
from core.models import Record
from people.models import Person
from recruiters.querysets import (
    MembershipQuerySet,
    RecruiterQuerySet,
    SyndicateQuerySet,
    TieQuerySet,
)


class Part(models.TextChoices):
    """HTCDS `per_RoleInProcess`, as far as the field uses it, and those that it lacks."""

    RECRUITER = "RecruiterOrIntermediary", "Recruiter or intermediary"
    BROKER = "BrokerTravelAgent", "Broker or travel agent"
    TRANSPORTER = "Transporter", "Transporter"
    TRAVELLING_PARTNER = "TravellingPartner", "Travelling partner"
    SMUGGLER = "Smuggler", "Smuggler"
    HARBOURER = "HarbouredIndividual", "Harboured victims"
    CONTROLLER = "ControlledIndividual", "Controlled victims"
    EXPLOITER = "Exploiter", "Exploiter"
    BOSS = "Boss", "Boss"
    MONEY_MULE = "MoneyMule", "Money mule"
    FORGER = "DocumentForger", "Document forger"
    OTHER = "Other", "Other"


class SuspectStatus(Badge):
    UNIDENTIFIED = "unidentified", "warning", "question-mark", "Unidentified"
    IDENTIFIED = "identified", "info", "user", "Identified"
    WANTED = "wanted", "danger", "alert-triangle", "Wanted"
    ARRESTED = "arrested", "accent", "lock", "Arrested"
    CHARGED = "charged", "accent", "gavel", "Charged"
    CONVICTED = "convicted", "accent", "gavel", "Convicted"
    CLEARED = "cleared", "neutral", "check", "Cleared"


@pghistory.track()
class Recruiter(Record):
    """A person in the role of a recruiter or helper. The same person may be a victim as well."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="recruiter")
    parts = ChoiceArrayField(
        models.CharField(max_length=30, choices=Part),
        default=list,
        blank=True,
        verbose_name="parts in the process",
    )
    status = CodeField(SuspectStatus, default=SuspectStatus.UNIDENTIFIED)
    modus_operandi = models.TextField("how they work", blank=True)

    objects = RecruiterQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "ref"]
        permissions = [("view_network", "Can browse the network")]
        indexes = [
            models.Index(fields=["status"], name="recruiter_by_status"),
            GinIndex(fields=["parts"], name="recruiter_by_part"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("recruiters:detail", args=[self.ref])


@pghistory.track()
class Syndicate(Record):
    """A group as one case knows it. Its namesakes in other cases are cross-referenced."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="syndicates")
    name = models.CharField(max_length=120)
    aliases = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Other names, separated by commas.",
    )
    folded_names = ArrayField(models.CharField(max_length=240), default=list, editable=False)
    base_country = CountryField("based in", blank=True)
    modus_operandi = models.TextField("how they work", blank=True)
    attribution = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who says that this group did it, and how surely.",
    )

    objects = SyndicateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "ref"]
        indexes = [
            models.Index(fields=["name", "ref"], name="syndicate_by_name"),
            models.Index(fields=["base_country"], name="syndicate_by_country"),
            GinIndex(fields=["folded_names"], name="syndicate_by_any_name"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="syndicate_name_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("syndicates:detail", args=[self.ref])


class Sourced(Record):
    """An asserted relation: since when, who says so, how far to believe it."""

    since = PartialDateField()
    source = models.CharField(max_length=200, blank=True)
    reliability = models.CharField(max_length=1, choices=Reliability, default=Reliability.F)
    credibility = models.PositiveSmallIntegerField(choices=Credibility, default=Credibility.UNKNOWN)

    class Meta:
        abstract = True

    @property
    def grade(self) -> str:
        """Both letters of the Admiralty system, such as `B2`."""
        return f"{self.reliability}{self.credibility}"


@pghistory.track()
class Membership(Sourced):
    """That a person belongs to a syndicate of the same case."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    syndicate = models.ForeignKey(Syndicate, on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=30, choices=Part, default=Part.OTHER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "syndicate", "part"],
                name="member_once",
                violation_error_message="That person has this part in the syndicate already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.syndicate}"


class TieKind(models.TextChoices):
    RECRUITED_AS_AGENT = "recruited_as_agent", "recruited as agent"
    RECRUITED_AS_VICTIM = "recruited_as_victim", "recruited as victim"
    PAID = "paid", "paid"
    INSTRUCTED = "instructed", "instructed"
    ACCOMPANIED = "accompanied", "accompanied"
    CONTROLS = "controls", "controls"
    FAMILY = "family", "is family of"


@pghistory.track()
class Tie(Sourced):
    """What one person did to another: `subject` recruited, paid or controls `object`. One case."""

    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_out")
    object = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_in")
    kind = models.CharField(max_length=30, choices=TieKind)

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "object", "kind"],
                name="tied_once",
                violation_error_message="That tie is recorded already.",
            ),
            models.CheckConstraint(
                name="tie_joins_two_people",
                condition=~Q(subject=F("object")),
                violation_error_message="A tie joins two different people.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_kind_display()} {self.object}"
