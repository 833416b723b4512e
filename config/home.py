"""The first page after signing in: what waits for this role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Prefetch, Q
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from audit.models import Access, AccessLog
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
from linking import digest
from linking.models import CaseLink, Identity, IdentityMember, Match, Review
from people.models import Person
from repatriation.models import Repatriation, Step
from repatriation.workflow import Status, StepKind
from victims.models import ProtectionOrder, Screening

ROWS = 8
OPEN = [CaseStatus.ACTIVE, CaseStatus.FOLLOW_UP]
#: A case in which nothing was written for so long is shown to the supervisor.
STILL = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Panel:
    """A card of the page: `template` draws `rows`; `url` leads to all of them."""

    title: str
    icon: str
    template: str
    rows: Any
    url: str = ""


Card = dict[str, Any]


def home(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    cards, panels = HOMES[Role(user.role)]
    context = {
        "title": f"Good day, {user}",
        "summary": list(cards(user)),
        "panels": [panel(user) for panel in panels],
    }
    return render(request, "pages/home.html", context)


# Casework -----------------------------------------------------------------------------------------


def cases_by_stage(user: User) -> Iterator[Card]:
    """How many open cases stand at each stage."""
    cases = Case.objects.visible_to(user).filter(status__in=OPEN)
    counts = dict(cases.order_by().values_list("stage").annotate(Count("pk")))
    for stage in Stage:
        if stage != Stage.CLOSED or counts.get(stage):
            query = "&".join(f"status={status.value}" for status in OPEN)
            url = f"{reverse('cases:list')}?stage={stage.value}&{query}"
            yield _card(stage.label, counts.get(stage, 0), stage.icon, url)


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


# The way home -------------------------------------------------------------------------------------


def returns_by_status(user: User) -> Iterator[Card]:
    rows = Repatriation.objects.visible_to(user).order_by()
    counts = dict(rows.values_list("status").annotate(Count("pk")))
    for status in Status:
        if counts.get(status):
            url = f"{reverse('repatriation:list')}?status={status.value}"
            yield _card(status.label, counts[status], status.icon, url)


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


# Analysis -----------------------------------------------------------------------------------------


def analysis(user: User) -> Iterator[Card]:
    waiting = Match.objects.visible_to(user).open().count()
    yield _card("Matches to judge", waiting, "link", reverse("linking:list"))
    yield _card("Recruiters in several cases", _in_several_cases(user).count(), "user-search")
    yield _card("Linked pairs of cases", CaseLink.objects.visible_to(user).count(), "folders")


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


# Oversight ----------------------------------------------------------------------------------------


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
    yield _card("Readers this week", readers, "users")
    for access in Access:
        icon = READS.get(access, "eye")
        url = f"{reverse('audit:list')}?access={access.value}&at_after={_first_day()}"
        yield _card(f"{access.label} this week", counts.get(access.value, 0), icon, url)


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


# Accounts -----------------------------------------------------------------------------------------


def users_by_role(user: User) -> Iterator[Card]:
    active = User.objects.visible_to(user).filter(is_active=True).order_by()
    counts = dict(active.values_list("role").annotate(Count("pk")))
    for role in Role:
        url = f"{reverse('admin:accounts_user_changelist')}?role__exact={role.value}"
        yield _card(role.label, counts.get(role.value, 0), "users", url if user.is_staff else "")


def newest_accounts(user: User) -> Panel:
    rows = User.objects.visible_to(user).select_related("agency").order_by("-created_at")[:ROWS]
    url = reverse("admin:accounts_user_changelist") if user.is_staff else ""
    return Panel("Newest accounts", "users-group", "accounts", rows, url)


def _card(label: str, value: int, icon: str, url: str = "") -> Card:
    return {"label": label, "value": value, "icon": icon, "url": url}


#: Role → its figures, and its panels in order.
HOMES: dict[Role, tuple[Callable[[User], Iterator[Card]], list[Callable[[User], Panel]]]] = {
    Role.INVESTIGATOR: (
        cases_by_stage,
        [
            my_tasks,
            overdue_tasks,
            orders_ending,
            screenings,
            matches,
            new_links,
            last_people,
            returns_overdue,
        ],
    ),
    Role.SUPERVISOR: (
        cases_by_stage,
        [
            matches,
            disputes,
            new_links,
            screenings,
            access_requests,
            overdue_tasks,
            orders_ending,
            my_tasks,
            referrals,
            cases_to_close,
            still_cases,
            last_people,
            returns_overdue,
        ],  # fmt: skip,
    ),
    Role.CONSULAR_OFFICER: (returns_by_status, [steps_overdue, next_due]),
    Role.ANALYST: (analysis, [matches, new_links, case_links, recruiters_in_several_cases]),
    Role.AUDITOR: (reads_this_week, [reads_by_day, most_read, latest_reads]),
    Role.ADMINISTRATOR: (users_by_role, [newest_accounts]),
}
