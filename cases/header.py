"""The head of a case: how many of what, what warns its readers, what is still open.

Higher apps add theirs in `apps.ready`. Each reads only what the user may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.models import Assignment, Case, CaseTask, Flag
from cases.querysets import UNSHARED


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line above everything else of a page. Tones are those of badges."""

    text: str
    label: str
    tone: str = "warning"
    icon: str = "alert-triangle"
    url: str = ""


COUNTS: list[Callable[[Case, User], Iterable[Figure]]] = []
WARNINGS: list[Callable[[Case, User], Iterable[Notice]]] = []
#: What speaks against closing a case now, in words.
UNDONE: list[Callable[[Case, User], Iterable[str]]] = []


def figures(case: Case, user: User) -> list[Figure]:
    return [figure for count in [*COUNTS, open_tasks] for figure in count(case, user)]


def warnings(case: Case, user: User) -> list[Notice]:
    sources = [read_by_referral, raised_flags, overdue_tasks, *WARNINGS]
    return [warning for source in sources for warning in source(case, user)]


def undone(case: Case, user: User) -> list[str]:
    return [line for source in [tasks_left, *UNDONE] for line in source(case, user)]


def read_by_referral(case: Case, user: User) -> Iterable[Notice]:
    """What little of the case the user reads, lest an empty page be taken for an empty case."""
    limited = Case.objects.filter(pk=case.pk).withheld_from(user, UNSHARED)
    for member in Assignment.objects.of(user).filter(case__in=limited):
        yield Notice(f"Of this case you read only: {member.scope}", "Referral", "info", "send")


def about_person(person: Any, user: User) -> list[Notice]:
    """The flags raised on one person, for the pages of that person in any role."""
    if not user.has_perm("cases.view_flag"):
        return []
    flags = Flag.objects.visible_to(user).raised().filter(person=person)
    return [_warning_of(flag) for flag in flags.select_related("raised_by", "case", "person")]


def raised_flags(case: Case, user: User) -> Iterable[Notice]:
    if not user.has_perm("cases.view_flag"):
        return []
    flags = Flag.objects.visible_to(user).of_case(case).raised()
    return [_warning_of(flag) for flag in flags.select_related("raised_by", "case", "person")]


def open_tasks(case: Case, user: User) -> Iterable[Figure]:
    if user.has_perm("cases.view_casetask"):
        count = CaseTask.objects.visible_to(user).of_case(case).open().count()
        yield Figure("Open tasks", count, f"{reverse('tasks:list')}?case={case.ref}&status=open")


def overdue_tasks(case: Case, user: User) -> Iterable[Notice]:
    if not user.has_perm("cases.view_casetask"):
        return
    if count := CaseTask.objects.visible_to(user).of_case(case).overdue().count():
        url = f"{reverse('tasks:list')}?case={case.ref}&overdue=true"
        yield Notice(counted(count, "task is", "tasks are") + " overdue", "Overdue", "danger",
                       "clock", url)  # fmt: skip


def tasks_left(case: Case, user: User) -> Iterable[str]:
    if not user.has_perm("cases.view_casetask"):
        return
    if count := CaseTask.objects.visible_to(user).of_case(case).open().count():
        yield counted(count, "task is", "tasks are") + " open"


def counted(number: int, one: str, many: str) -> str:
    """`1 task is`, `3 tasks are`."""
    return f"{number} {one if number == 1 else many}"


def _warning_of(flag: Flag) -> Notice:
    about = f"{flag.person}: " if flag.person else ""
    day = timezone.localdate(flag.created_at)
    said = f"{about}{flag.reason} ({flag.raised_by}, {day:%-d %b %Y})"
    return Notice(said, flag.kind.label, flag.kind.tone, flag.kind.icon, flag.get_absolute_url())
