"""What a case's head says of its victims."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from cases.header import Figure, Notice
from cases.models import Case, RescueOperation
from victims.models import Victim
from victims.reconcile import of_case


def victims(case: Case, user: User) -> Iterable[Figure]:
    if user.has_perm("victims.view_victim"):
        count = Victim.objects.visible_to(user).of_case(case).count()
        yield Figure("Victims", count, f"{reverse('victims:list')}?case={case.ref}")


def differing_counts(case: Case, user: User) -> Iterable[Notice]:
    """Where more or fewer were reported than are logged, somebody may be missing."""
    operations = list(RescueOperation.objects.visible_to(user).of_case(case))
    lines = [tally.words for tally in of_case(case, operations, user) if tally.differs]
    if lines:
        url = f"{case.get_absolute_url()}#operations"
        yield Notice("; ".join(lines), "Does not add up", url=url)
