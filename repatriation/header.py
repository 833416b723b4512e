"""What a case's head says of its ways home."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from cases.header import Figure, counted
from cases.models import Case
from repatriation.models import Repatriation
from repatriation.workflow import OVER, Status

HOME = [Status.ARRIVED, Status.HANDED_OVER]


def home(case: Case, user: User) -> Iterable[Figure]:
    if user.has_perm("repatriation.view_repatriation"):
        rows = Repatriation.objects.visible_to(user).of_case(case).filter(status__in=HOME)
        yield Figure("Home", rows.count(), reverse("case_returns", args=[case.ref]))


def under_way(case: Case, user: User) -> Iterable[str]:
    """Returns that have begun and not ended speak against closing."""
    if user.has_perm("repatriation.view_repatriation"):
        rows = Repatriation.objects.visible_to(user).of_case(case).exclude(status__in=OVER)
        if count := rows.count():
            yield counted(count, "way home is", "ways home are") + " not over"
