"""Which ways home a user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.roles import Role
from cases.querysets import CaseScopedQuerySet
from people.models import Person

if TYPE_CHECKING:
    from accounts.models import User

M = TypeVar("M", bound=models.Model)


class RepatriationQuerySet(CaseScopedQuerySet[M]):
    case_path = "victim__person__case"

    def visible_to(self, user: User) -> Self:
        """A consular officer sees what was handed to the mission; others what their cases hold."""
        if _at_mission(user):
            return self.filter(mission=user.agency_id, mission__isnull=False)
        return super().visible_to(user)

    def editable_by(self, user: User) -> Self:
        return self.visible_to(user) if _at_mission(user) else super().editable_by(user)

    def for_list(self) -> Self:
        """With its people, and what is open: `next_step`, `next_due`, `steps_done`."""
        from repatriation.models import Step

        open_steps = Step.objects.filter(repatriation=OuterRef("pk")).open()
        return self.select_related("victim__person__case", "mission", "officer").annotate(
            next_step=Subquery(open_steps.order_by("position").values("kind")[:1]),
            next_due=Subquery(
                open_steps.values("repatriation").annotate(due=Min("due_on")).values("due")
            ),
            steps_done=Count("steps", filter=Q(steps__done_on__isnull=False)),
            steps_all=Count("steps"),
        )

    def overdue(self) -> Self:
        """With an open step whose due date has passed."""
        from repatriation.models import Step

        late = Step.objects.filter(repatriation=OuterRef("pk")).overdue()
        return self.filter(Exists(late))

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        return self.filter(Q(victim__person__in=found) | Q(ref=words.strip().upper()))


class StepQuerySet(models.QuerySet["Step"]):
    def open(self) -> Self:
        return self.filter(done_on__isnull=True)

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate())

    def visible_to(self, user: User) -> Self:
        from repatriation.models import Repatriation

        return self.filter(repatriation__in=Repatriation.objects.visible_to(user))


def _at_mission(user: User) -> bool:
    return user.is_authenticated and user.role == Role.CONSULAR_OFFICER
