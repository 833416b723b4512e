"""What analysts find first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Prefetch
from django.urls import reverse

from accounts.models import User
from config.home.base import ROWS, Card, Panel, card
from linking.models import CaseLink, Identity, IdentityMember, Match
from people.models import Person


def figures(user: User) -> Iterator[Card]:
    waiting = Match.objects.visible_to(user).open().count()
    yield card("Matches to judge", waiting, "link", reverse("linking:list"))
    yield card("Recruiters in several cases", _in_several_cases(user).count(), "user-search")
    yield card("Linked pairs of cases", CaseLink.objects.visible_to(user).count(), "folders")


def recruiters_in_several_cases(user: User) -> Panel:
    seen = IdentityMember.objects.filter(person__in=_recruiters(user))
    seen = seen.select_related("person__case", "person__recruiter")
    rows = _in_several_cases(user).prefetch_related(Prefetch("members", seen, to_attr="recruiters"))
    url = reverse("recruiters:list")
    title = "Recruiters in two or more cases"
    return Panel(title, "user-search", "recruiters", rows.order_by("-cases")[:ROWS], url)


def case_links(user: User) -> Panel:
    rows = CaseLink.objects.visible_to(user).select_related("left", "right")[:ROWS]
    return Panel(
        "Strongest links between cases",
        "affiliate",
        "case_links",
        rows,
        reverse("linking:case_links"),
    )


def _recruiters(user: User) -> Any:
    return Person.objects.visible_to(user).filter(recruiter__isnull=False)


def _in_several_cases(user: User) -> Any:
    """Identities of which the user sees recruiters of two cases or more."""
    seen = Identity.objects.filter(members__person__in=_recruiters(user))
    cases = Count("members__person__case", distinct=True)
    return seen.annotate(cases=cases).filter(cases__gte=2)
