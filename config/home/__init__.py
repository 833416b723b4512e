"""The first page after signing in: what waits for this role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.roles import Role
from config.home import analysis, casework, oversight, returns
from config.home.base import Card, Panel

#: Role → its figures, and its panels in order.
HOMES: dict[Role, tuple[Callable[[User], Iterator[Card]], list[Callable[[User], Panel]]]] = {
    Role.INVESTIGATOR: (
        casework.cases_by_stage,
        [
            casework.my_tasks,
            casework.overdue_tasks,
            casework.orders_ending,
            casework.screenings,
            casework.matches,
            casework.new_links,
            casework.last_people,
            casework.returns_overdue,
        ],
    ),
    Role.SUPERVISOR: (
        casework.cases_by_stage,
        [
            casework.matches,
            casework.disputes,
            casework.new_links,
            casework.screenings,
            casework.access_requests,
            casework.overdue_tasks,
            casework.orders_ending,
            casework.my_tasks,
            casework.referrals,
            casework.cases_to_close,
            casework.still_cases,
            casework.last_people,
            casework.returns_overdue,
        ],  # fmt: skip,
    ),
    Role.CONSULAR_OFFICER: (returns.returns_by_status, [returns.steps_overdue, returns.next_due]),
    Role.ANALYST: (
        analysis.figures,
        [
            casework.matches,
            casework.new_links,
            analysis.case_links,
            analysis.recruiters_in_several_cases,
        ],
    ),
    Role.AUDITOR: (
        oversight.reads_this_week,
        [oversight.reads_by_day, oversight.most_read, oversight.latest_reads],
    ),
    Role.ADMINISTRATOR: (oversight.users_by_role, [oversight.newest_accounts]),
}


def home(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    cards, panels = HOMES[Role(user.role)]
    context = {
        "title": f"Good day, {user}",
        "summary": list(cards(user)),
        "panels": [panel(user) for panel in panels],
    }
    return render(request, "pages/home.html", context)
