"""The sample data: reported events with invented people, the same at every load."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from config.demo import accounts


def is_loaded() -> bool:
    return User.objects.get_queryset().filter(is_demo=True).exists()


@transaction.atomic
def load() -> None:
    """All of it or nothing. Everything is written through the services, as a person would."""
    accounts.create()
