"""One case's record of one human, with every name and identifier that the case knows.

Records of different cases are never merged; `linking` says which are believed to be one human.
"""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django_countries import countries

from cases.models import Case
from core.fields import ChoiceArrayField, CodeField, CountryCode, CountryField, PartialDateField
from core.models import RandomRef, Record, new_ref
from people import normalise
from people.querysets import (
    IdentifierQuerySet,
    IdentifierUseQuerySet,
    PersonNameQuerySet,
    PersonQuerySet,
)


class Sex(models.TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Unknown"


@pghistory.track()
class Person(Record):
    """One human as one case knows them. What they are in it (victim, recruiter) hangs off here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(
        max_length=200,
        blank=True,
        help_text="The name lists show: a copy of the first of `names`.",
    )
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    born_on = PartialDateField("date of birth")
    age_stated = models.PositiveSmallIntegerField("age as stated", null=True, blank=True)
    citizenships = ChoiceArrayField(
        CountryCode(),
        default=list,
        blank=True,
    )
    address = models.CharField("home address", max_length=250, blank=True)
    city = models.CharField("home town", max_length=100, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    residence = CountryField("country of residence", blank=True)
    remarks = models.TextField(blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "ref"]
        verbose_name_plural = "people"
        permissions = [("view_identity", "Can see victims by name")]
        indexes = [
            models.Index(fields=["name", "ref"], name="person_by_name"),
            models.Index(fields=["born_on"], name="person_by_birth"),
            models.Index(fields=["sex"], name="person_by_sex"),
            models.Index(fields=["-created_at"], name="person_by_logging"),
            GinIndex(fields=["citizenships"], name="person_by_citizenship"),
        ]

    def __str__(self) -> str:
        return self.name or f"Unnamed person {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("people:detail", args=[self.ref])

    @property
    def home(self) -> str:
        """The home address in one line, as far as it is known."""
        parts = (self.address, self.postcode, self.city, countries.name(self.residence))
        return ", ".join(part for part in parts if part)


class NameKind(models.TextChoices):
    LEGAL = "legal", "Legal"
    PASSPORT = "passport", "As in passport"
    NATIVE = "native", "In native script"
    ALIAS = "alias", "Alias"
    HANDLE = "handle", "Online name"


@pghistory.track()
class PersonName(models.Model):
    """A name of a person, as written; `folded` is the same in plain Latin letters, for search."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=NameKind, default=NameKind.LEGAL)
    text = models.CharField("name", max_length=200)
    folded = models.CharField(max_length=400, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = PersonNameQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [
            GinIndex(OpClass(F("folded"), "gin_trgm_ops"), name="name_folded_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "text"], name="name_once_a_person"),
        ]

    def __str__(self) -> str:
        return self.text


class IdentifierKind(models.TextChoices):
    PHONE = "phone", "Phone"
    EMAIL = "email", "E-mail"
    HANDLE = "handle", "Messenger or platform name"
    PASSPORT = "passport", "Passport"
    NATIONAL_ID = "national_id", "National identity number"
    TRAVEL_DOCUMENT = "travel_document", "Emergency travel document"
    BANK_ACCOUNT = "bank_account", "Bank account"
    CARD = "card", "Bank card"
    WALLET = "wallet", "Crypto wallet"
    DEVICE = "device", "Device (IMEI, serial)"
    URL = "url", "Web address"
    PNR = "pnr", "Booking (PNR)"


#: How each kind is written; the rest stays as it was written, without spaces.
WRITTEN: dict[str, Callable[[str], str]] = {
    IdentifierKind.PHONE: normalise.phone,
    IdentifierKind.EMAIL: normalise.email,
    IdentifierKind.HANDLE: normalise.handle,
    IdentifierKind.PASSPORT: normalise.document,
    IdentifierKind.TRAVEL_DOCUMENT: normalise.document,
    IdentifierKind.BANK_ACCOUNT: normalise.bank_account,
    IdentifierKind.CARD: normalise.document,
    IdentifierKind.PNR: normalise.document,
}


def normal_form(kind: str, text: str, country: str = "") -> str:
    """The one written form of an identifier. Raises ValidationError, in words, for what is none."""
    if kind == IdentifierKind.NATIONAL_ID:
        return normalise.national_id(text, country)
    if kind == IdentifierKind.PHONE:
        return normalise.phone(text, country)
    return WRITTEN.get(kind, normalise.as_written)(text)


@pghistory.track()
class Identifier(models.Model):
    """A number or name that points to somebody. The same value is one row in all cases."""

    # The database can fill the first three itself: identifiers are also written by the million.
    ref = models.CharField(
        "reference",
        max_length=20,
        unique=True,
        default=new_ref,
        db_default=RandomRef(),
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    updated_at = models.DateTimeField("changed", auto_now=True, db_default=Now())
    kind = CodeField(IdentifierKind)
    value = models.CharField(max_length=200)
    is_common = models.BooleanField(
        "common",
        default=False,
        help_text="Used by many with nothing in common (an embassy's line): never joins cases.",
    )
    common_because = models.CharField(
        "why",
        max_length=200,
        blank=True,
        db_default="",
        help_text="Whose it is: the duty line of an embassy.",
    )

    objects = IdentifierQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_identifier")]
        indexes = [models.Index(fields=["value"], name="identifier_by_value")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"

    def get_absolute_url(self) -> str:
        return reverse("linking:common_value", args=[self.ref])


class UseRole(models.TextChoices):
    """What the identifier is to the person. Only `OWN` roles say who the person is."""

    HOLDER = "holder", "Holder"
    USER = "user", "User"
    CONTACT = "contact", "Number given in the job offer"
    PAYEE = "payee", "Paid into it"
    OTHER = "other", "Other"


OWN = frozenset({UseRole.HOLDER, UseRole.USER})


@pghistory.track()
class IdentifierUse(models.Model):
    """That a person has to do with an identifier, in one case, according to one source."""

    identifier = models.ForeignKey(Identifier, on_delete=models.PROTECT, related_name="uses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uses")
    role = models.CharField(max_length=10, choices=UseRole, default=UseRole.HOLDER)
    as_written = models.CharField(max_length=200)
    country = CountryField("issued by", blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = IdentifierUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["identifier", "person", "role"], name="used_once"),
        ]

    def __str__(self) -> str:
        return f"{self.identifier} ({self.get_role_display().lower()})"
