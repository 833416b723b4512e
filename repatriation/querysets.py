"""Which ways home a user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from accounts.roles import Role
from cases.models import Case
from cases.querysets import CaseScopedQuerySet
from people.models import IdentifierKind, IdentifierUse, NameKind, Person, PersonName, UseRole
from repatriation.workflow import GIVEN_UP

if TYPE_CHECKING:
    from accounts.models import User
    from repatriation.models import Step

M = TypeVar("M", bound=models.Model)

#: What of a victim's names and identifiers goes to an embassy; aliases and phones do not.
OFFICIAL = [NameKind.LEGAL, NameKind.PASSPORT, NameKind.NATIVE]
DOCUMENTS = [IdentifierKind.PASSPORT, IdentifierKind.TRAVEL_DOCUMENT]


class RepatriationQuerySet(CaseScopedQuerySet[M]):
    case_path = "victim__person__case"
    shared_as = ("return",)

    def visible_to(self, user: User) -> Self:
        """A consular officer sees what was handed to the mission, unless the case is sealed; others
        what their cases hold."""
        if _at_mission(user):
            cases = Case.objects.unsealed_to(user)
            return self.filter(
                mission=user.agency_id, mission__isnull=False, victim__person__case__in=cases
            )
        return super().visible_to(user)

    def editable_by(self, user: User) -> Self:
        return self.visible_to(user) if _at_mission(user) else super().editable_by(user)

    def for_list(self) -> Self:
        """With its people and how far it is: `next_step`, `next_due`, `steps_done`, `steps_all`."""
        from repatriation.models import Step

        open_steps = Step.objects.filter(repatriation=OuterRef("pk")).open()
        rows = self.select_related("victim__person__case", "mission", "officer").annotate(
            next_step=Subquery(open_steps.order_by("position").values("kind")[:1]),
            next_due=Subquery(
                open_steps.values("repatriation").annotate(due=Min("due_on")).values("due")
            ),
            steps_done=Count("steps", filter=Q(steps__done_on__isnull=False)),
            steps_all=Count("steps"),
        )
        # Django drops a model's own ordering where it counts.
        return rows.order_by("-created_at", "ref")

    def for_page(self) -> Self:
        """With the steps, and of the victim what an embassy needs: names, documents, journey."""
        names = PersonName.objects.filter(kind__in=OFFICIAL)
        documents = IdentifierUse.objects.filter(
            identifier__kind__in=DOCUMENTS, role=UseRole.HOLDER
        ).select_related("identifier")
        parts: list[Any] = [
            "steps",
            "victim__legs",
            Prefetch("victim__person__names", names, to_attr="official_names"),
            Prefetch("victim__person__uses", documents, to_attr="documents"),
        ]
        people = self.select_related("victim__person__case", "mission", "officer")
        return people.prefetch_related(*parts)

    def overdue(self) -> Self:
        """With an open step whose due date has passed."""
        from repatriation.models import Step

        late = Step.objects.filter(repatriation=OuterRef("pk")).overdue()
        return self.filter(Exists(late))

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        ref = words.strip().upper()
        return self.filter(
            Q(victim__person__in=found) | Q(ref=ref) | Q(victim__person__case__ref=ref)
        )


class StepQuerySet(models.QuerySet["Step"]):
    def open(self) -> Self:
        """Steps still to be done; of a return that was given up there are none."""
        return self.filter(done_on__isnull=True).exclude(repatriation__status__in=GIVEN_UP)

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate())

    def visible_to(self, user: User) -> Self:
        from repatriation.models import Repatriation

        return self.filter(repatriation__in=Repatriation.objects.visible_to(user))


def _at_mission(user: User) -> bool:
    return user.is_authenticated and user.role == Role.CONSULAR_OFFICER
