"""What waits for those who work on cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.models import (
    AccessRequest,
    Case,
    CaseStatus,
    CaseTask,
    Closure,
    Note,
    Place,
    Referral,
    RescueOperation,
    Stage,
)
from config.home.base import ROWS, Card, Panel, card
from linking import digest
from linking.models import Match, Review
from people.models import Person
from repatriation.models import Repatriation
from victims.models import ProtectionOrder, Screening

OPEN = [CaseStatus.ACTIVE, CaseStatus.FOLLOW_UP]
#: A case in which nothing was written for so long is shown to the supervisor.
STILL = timedelta(days=30)


def cases_by_stage(user: User) -> Iterator[Card]:
    """How many open cases stand at each stage."""
    cases = Case.objects.visible_to(user).filter(status__in=OPEN)
    counts = dict(cases.order_by().values_list("stage").annotate(Count("pk")))
    for stage in Stage:
        if stage != Stage.CLOSED or counts.get(stage):
            query = "&".join(f"status={status.value}" for status in OPEN)
            url = f"{reverse('cases:list')}?stage={stage.value}&{query}"
            yield card(stage.label, counts.get(stage, 0), stage.icon, url)


def matches(user: User) -> Panel:
    """What a verdict of this reader would settle; their own first opinions wait for others."""
    waiting = Match.objects.visible_to(user).open().exclude(pending__by=user)
    rows = waiting.for_list()[:ROWS]
    return Panel("Matches awaiting judgement", "link", "matches", rows, reverse("linking:list"))


def disputes(user: User) -> Panel:
    """Pairs on which two reviewers disagree, for a third who may settle it."""
    rows = Match.objects.visible_to(user).filter(review=Review.DISPUTED).for_list()[:ROWS]
    url = f"{reverse('linking:list')}?review={Review.DISPUTED.value}"
    return Panel("Reviewers disagree", "alert-triangle", "disputes", rows, url)


def new_links(user: User) -> Panel:
    """What came or grew between cases since the user last looked."""
    rows = digest.new_links(user, digest.seen_until(user)).select_related("left", "right")[:ROWS]
    url = f"{reverse('linking:case_links')}?news=yes&sort=-grown_at"
    return Panel("New cross-references", "affiliate", "new_links", rows, url)


def last_people(user: User) -> Panel:
    rows = Person.objects.visible_to(user).select_related("case").order_by("-created_at")[:ROWS]
    return Panel("Last people logged", "users", "people", rows, reverse("people:list"))


def returns_overdue(user: User) -> Panel:
    rows: Any = Repatriation.objects.visible_to(user).overdue().for_list()
    url = f"{reverse('repatriation:list')}?overdue=true&sort=next_due"
    return Panel("Ways home overdue", "clock", "returns", rows.order_by("next_due")[:ROWS], url)


def screenings(user: User) -> Panel:
    """Screenings that colleagues held or decided, and that wait for another hand."""
    rows = Screening.objects.waiting_for(user).for_list().order_by("held_on")[:ROWS]
    url = f"{reverse('screenings:list')}?waiting=me"
    return Panel("Screenings that wait for you", "clipboard-check", "screenings", rows, url)


def my_tasks(user: User) -> Panel:
    rows = CaseTask.objects.visible_to(user).open().filter(owner=user).for_list()[:ROWS]
    url = f"{reverse('tasks:list')}?whose=mine&status=open"
    return Panel("My tasks", "list-check", "tasks", rows, url)


def overdue_tasks(user: User) -> Panel:
    rows = CaseTask.objects.visible_to(user).overdue().for_list()[:ROWS]
    return Panel("Overdue tasks", "clock", "tasks", rows, f"{reverse('tasks:list')}?overdue=true")


def referrals(user: User) -> Panel:
    """What other agencies ask of the user's."""
    rows = Referral.objects.answerable_by(user).for_list(user).order_by("due_on")[:ROWS]
    url = f"{reverse('referrals:list')}?way=in&status=sent"
    return Panel("Waiting for your answer", "send", "referrals", rows, url)


def cases_to_close(user: User) -> Panel:
    """What colleagues ask to have closed."""
    rows = Closure.objects.decidable_by(user).select_related("case", "requested_by")[:ROWS]
    return Panel("Cases to close", "archive", "closures", rows)


def orders_ending(user: User) -> Panel:
    """Protection that ends within a day, a week or a fortnight."""
    today = timezone.localdate()
    orders: Any = ProtectionOrder.objects.visible_to(user).ending(today, within=14).for_list()
    rows = []
    for order in orders.order_by("expires_on")[:ROWS]:
        days = (order.expires_on - today).days
        tone = "danger" if days <= 1 else "warning" if days <= 7 else "info"
        words = "today" if days == 0 else f"in {days} day{'s' if days > 1 else ''}"
        rows.append(
            {"order": order, "name": order.victim.name_for(user), "words": words, "tone": tone}
        )
    url = f"{reverse('protection_orders:list')}?due=14&sort=expires_on"
    return Panel("Protection that ends soon", "shield-check", "protection_orders", rows, url)


def still_cases(user: User) -> Panel:
    """Open cases of the agency in which nobody wrote anything of late."""
    since = timezone.now() - STILL
    moved = Q()
    for part in (Person, RescueOperation, Note, Place):
        moved |= Q(pk__in=part.objects.filter(updated_at__gte=since).values("case"))
    cases = Case.objects.visible_to(user).filter(lead_agency=user.agency_id, status__in=OPEN)
    rows = cases.filter(updated_at__lt=since).exclude(moved).order_by("updated_at")[:ROWS]
    return Panel(f"Cases still for {STILL.days} days", "bell", "cases", rows)


def access_requests(user: User) -> Panel:
    """Colleagues of other agencies who wait for an answer."""
    rows = AccessRequest.objects.decidable_by(user).open().for_list()[:ROWS]
    return Panel(
        "Requests for access", "lock", "access_requests", rows, reverse("access_requests:list")
    )
