"""What a case's timeline tells of its ways home: many a day, so they are counted, not named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from cases.timeline import Event
from repatriation.models import Step
from repatriation.workflow import StepKind

TOLD = {
    StepKind.CONSULAR_VISIT: "users",
    StepKind.DEPARTURE: "plane-departure",
    StepKind.ARRIVAL: "plane-arrival",
}


def steps(case: Case, user: User) -> Iterable[Event]:
    """“43 × consular visit”, one event a day and step."""
    if not user.has_perm("repatriation.view_repatriation"):
        return
    done = Step.objects.visible_to(user).filter(
        repatriation__victim__person__case=case, kind__in=TOLD, done_on__isnull=False
    )
    days: Any = done.order_by().values("done_on", "kind").annotate(times=Count("pk"))
    for day in days:
        kind, times = StepKind(day["kind"]), day["times"]
        yield Event(
            at=day["done_on"].isoformat(),
            at_text=f"{day['done_on']:%-d %b %Y}",
            icon=TOLD[kind],
            title=kind.label if times == 1 else f"{times} × {kind.label.lower()}",
            url=reverse("case_returns", args=[case.ref]),
        )
