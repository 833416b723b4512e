"""Who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from accounts.models import User

LOOPBACK = {"127.0.0.1", "::1"}


class AgencyUserBackend(AuthenticationBackend):
    """Allauth's sign-in by e-mail, closed to demonstration accounts outside a demonstration.

    Their password is public, so they open nothing unless PULANG_DEMO is set and the request comes
    from this very machine.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> User | None:
        user = super().authenticate(request, **credentials)
        if user and user.is_demo and not is_demonstration(request):
            return None
        return user

    def get_user(self, user_id: UUID) -> User | None:
        user = super().get_user(user_id)
        return None if user and user.is_demo and not settings.DEMO else user


def is_demonstration(request: HttpRequest | None) -> bool:
    return settings.DEMO and (request is None or request.META.get("REMOTE_ADDR") in LOOPBACK)
