"""Which agencies and users a user may know of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User


class AgencyQuerySet(models.QuerySet["models.Model"]):
    def visible_to(self, user: User) -> Self:
        """Every signed-in user may know which agencies exist: they are whom one asks for access."""
        return self if user.is_authenticated else self.none()


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User) -> Self:
        """Administrators see everybody; others see the active members of their own agency."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("accounts.view_user"):
            return self
        return self.filter(Q(pk=user.pk) | Q(agency=user.agency_id, is_active=True))


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; reads go through `UserQuerySet`."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: User) -> UserQuerySet:
        return self.get_queryset().visible_to(user)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> User:
        """An administrator who may also open the Django admin; sees no case content either."""
        fields = {
            "role": "administrator",
            "name": email,
            **fields,
            "is_superuser": True,
        }
        return self.create_user(email, password, **fields)
