"""What a case's head says of its suspects."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from cases.header import Figure
from cases.models import Case
from recruiters.models import Recruiter, SuspectStatus

#: Who is charged or convicted was arrested before.
ARRESTED = [SuspectStatus.ARRESTED, SuspectStatus.CHARGED, SuspectStatus.CONVICTED]


def arrested(case: Case, user: User) -> Iterable[Figure]:
    if user.has_perm("recruiters.view_recruiter"):
        rows = Recruiter.objects.visible_to(user).of_case(case).filter(status__in=ARRESTED)
        query = "&".join(f"status={status.value}" for status in ARRESTED)
        url = f"{reverse('recruiters:list')}?case={case.ref}&{query}"
        yield Figure("Arrested", rows.count(), url)
