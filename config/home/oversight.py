"""What auditors and administrators find first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from audit.models import Access, AccessLog
from config.home.base import ROWS, Card, Panel, card

READS = {
    Access.LIST: "table",
    Access.SEARCH: "search",
    Access.EXPORT: "file-export",
    Access.DOWNLOAD: "download",
    Access.PRINT: "file-text",
}


def reads_this_week(user: User) -> Iterator[Card]:
    reads = _week(user)
    counts = dict(reads.order_by().values_list("access").annotate(Count("pk")))
    readers = reads.order_by().aggregate(n=Count("user", distinct=True))["n"]
    yield card("Readers this week", readers, "users")
    for access in Access:
        icon = READS.get(access, "eye")
        url = f"{reverse('audit:list')}?access={access.value}&at_after={_first_day()}"
        yield card(f"{access.label} this week", counts.get(access.value, 0), icon, url)


def reads_by_day(user: User) -> Panel:
    by_day = _week(user).order_by().annotate(day=TruncDate("at")).values_list("day")
    counts = dict(by_day.annotate(Count("pk")))
    days = [_first_day() + timedelta(days=number) for number in range(7)]
    top = max(counts.values(), default=1)
    rows = [{"day": day, "count": counts.get(day, 0), "top": top} for day in days]
    return Panel("Reads per day", "chart-bar", "reads_by_day", rows, reverse("audit:list"))


def latest_reads(user: User) -> Panel:
    rows = AccessLog.objects.visible_to(user).select_related("user")[:ROWS]
    return Panel("Latest reads", "history", "reads", rows, reverse("audit:list"))


def most_read(user: User) -> Panel:
    views = _week(user).filter(access=Access.VIEW).order_by().annotate(ref=F("refs__0"))
    rows = views.values("ref", "model").annotate(
        count=Count("pk"), readers=Count("user", distinct=True)
    )
    return Panel("Most opened this week", "eye", "most_read", rows.order_by("-count")[:ROWS])


def _week(user: User) -> Any:
    return AccessLog.objects.visible_to(user).filter(at__date__gte=_first_day())


def _first_day() -> date:
    return timezone.localdate() - timedelta(days=6)


def users_by_role(user: User) -> Iterator[Card]:
    active = User.objects.visible_to(user).filter(is_active=True).order_by()
    counts = dict(active.values_list("role").annotate(Count("pk")))
    for role in Role:
        url = f"{reverse('admin:accounts_user_changelist')}?role__exact={role.value}"
        yield card(role.label, counts.get(role.value, 0), "users", url if user.is_staff else "")


def newest_accounts(user: User) -> Panel:
    rows = User.objects.visible_to(user).select_related("agency").order_by("-created_at")[:ROWS]
    url = reverse("admin:accounts_user_changelist") if user.is_staff else ""
    return Panel("Newest accounts", "users-group", "accounts", rows, url)
