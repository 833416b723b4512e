"""Agencies and their people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django_countries.fields import CountryField
from uuid_utils.compat import uuid7

from accounts.querysets import AgencyQuerySet, UserManager
from accounts.roles import Role, Scope, rules_of


class AgencyKind(models.TextChoices):
    """HTCDS `org_Type`, with embassies told apart (exported as CentralGovernmentOrganisation)."""

    LAW_ENFORCEMENT = "LawEnforcement", "Law enforcement"
    EMBASSY = "Embassy", "Embassy or consulate"
    IMMIGRATION = "ImmigrationService", "Immigration service"
    CENTRAL_GOVERNMENT = "CentralGovernmentOrganisation", "Central government"
    LOCAL_GOVERNMENT = "LocalGovernmentOrganisation", "Local government"
    NGO = "NGO", "Non-governmental organisation"
    LEGAL = "LegalService", "Legal service"
    HEALTH = "HealthServiceOrganisation", "Health service"


@pghistory.track()
class Agency(models.Model):
    """An organisation that works on cases: a police unit, an embassy, a shelter."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40, choices=AgencyKind)
    country = CountryField()
    contact = models.CharField(
        max_length=200, blank=True, help_text="Whom another agency asks for access."
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """One person's account. What it may do follows from `role` alone (see `accounts.roles`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="users", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)
    is_superuser = models.BooleanField(
        "may open the Django admin",
        default=False,
        help_text="Opens accounts, no case content.",
    )
    is_demo = models.BooleanField(default=False, editable=False)
    #: Asked once of each object, by `cases.querysets.reads_by_referral`.
    _reads_by_referral: bool
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in words[:2]).upper() or "?"

    @property
    def is_staff(self) -> bool:
        return self.is_superuser

    @property
    def scope(self) -> Scope:
        return rules_of(self.role).scope

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether the role allows `perm`; rows are a matter of `visible_to`, never of this."""
        return self.is_active and perm in rules_of(self.role).permissions

    def has_perms(self, perms: Iterable[str], obj: object = None) -> bool:
        return all(self.has_perm(perm) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return any(perm.startswith(f"{app_label}.") for perm in rules_of(self.role).permissions)


def display_name(user: Any) -> str:
    """How allauth's pages and mails call a user."""
    return str(user)
