"""What waits on the way home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from config.home.base import ROWS, Card, Panel, card
from repatriation.models import Repatriation, Step
from repatriation.workflow import Status, StepKind


def returns_by_status(user: User) -> Iterator[Card]:
    rows = Repatriation.objects.visible_to(user).order_by()
    counts = dict(rows.values_list("status").annotate(Count("pk")))
    for status in Status:
        if counts.get(status):
            url = f"{reverse('repatriation:list')}?status={status.value}"
            yield card(status.label, counts[status], status.icon, url)


def steps_overdue(user: User) -> Panel:
    """How many wait overdue on each step: of forty people in one hall a list of names says less."""
    steps = Step.objects.visible_to(user).overdue().order_by("kind")
    rows = [
        {
            "label": StepKind(step["kind"]).label,
            "count": step["count"],
            "due": step["due"],
            "url": f"{reverse('repatriation:list')}?overdue_step={step['kind']}",
        }
        for step in steps.values("kind").annotate(count=Count("pk"), due=Min("due_on"))
    ]
    rows.sort(key=lambda step: step["due"])
    url = f"{reverse('repatriation:list')}?overdue=true"
    return Panel("Overdue steps", "alert-triangle", "steps", rows, url)


def next_due(user: User) -> Panel:
    rows: Any = Repatriation.objects.visible_to(user).for_list()
    rows = rows.filter(next_due__gte=timezone.localdate()).order_by("next_due")[:ROWS]
    url = f"{reverse('repatriation:list')}?sort=next_due"
    return Panel("Next due", "calendar", "returns", rows, url)
