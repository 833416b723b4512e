"""The sample data: reported events with invented people, the same at every load."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from cases.services import load_statutes
from config.demo import (
    accounts,
    casework,
    handling,
    la_molina,
    manifests,
    second_unit,
    south_east_asia,
)
from linking import services as linking
from victims.scheme import read_folder
from victims.services import load_instruments


def is_loaded() -> bool:
    return User.objects.get_queryset().filter(is_demo=True).exists()


@transaction.atomic
def load() -> None:
    """All of it or nothing. Everything is written through the services, as a person would."""
    staff = accounts.create()
    casework.mark_duty_line()
    load_statutes()
    load_instruments(read_folder())
    for cases in (la_molina, south_east_asia, second_unit):
        cases.load(staff)
    handling.load(staff)
    manifests.load(staff)
    linking.count_keys()
