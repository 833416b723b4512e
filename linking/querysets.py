"""Which matches and links a user may see: only those of which both ends are visible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Case as Case_
from django.db.models import Exists, OuterRef, Q, When

from cases.models import Case
from people.models import Person

if TYPE_CHECKING:
    from accounts.models import User


class PairQuerySet(models.QuerySet[Any]):
    """Rows with a `left` and a `right` person."""

    def visible_to(self, user: User) -> Self:
        people = Person.objects.visible_to(user)
        return self.filter(left__in=people, right__in=people)

    editable_by = visible_to

    def touching(self, person: Person) -> Self:
        return self.filter(Q(left=person) | Q(right=person))

    def touching_any(self, people: Iterable[UUID]) -> Self:
        ids = list(people)
        return self.filter(Q(left__in=ids) | Q(right__in=ids))

    def in_case(self, case: Case) -> Self:
        return self.filter(Q(left__case=case) | Q(right__case=case))


class MatchQuerySet(PairQuerySet):
    def open(self) -> Self:
        """Those on which there is no verdict."""
        return self.filter(answer="")

    def unjudged(self) -> Self:
        """Those of which no reviewer has said anything: the machine's own."""
        return self.open().filter(pending=None)

    def for_list(self) -> Self:
        return self.select_related("left__case", "right__case", "pending").prefetch_related(
            "left__names", "right__names"
        )

    def for_review(self) -> Self:
        """That, with every identifier of both."""
        return self.for_list().prefetch_related("left__uses__identifier", "right__uses__identifier")

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        return self.filter(Q(left__in=found) | Q(right__in=found) | Q(ref=words.strip().upper()))


class VerdictQuerySet(PairQuerySet):
    def live(self) -> Self:
        """The last word on each pair."""
        return self.filter(superseded_by__isnull=True)


class OpinionQuerySet(PairQuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own, and those of both reviewers once a verdict holds them."""
        told = Q(by=user) | Q(first_of__isnull=False) | Q(second_of__isnull=False)
        return super().visible_to(user).filter(told)


class IdentityQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Identities of which the user may see two records or more: one alone tells nothing."""
        seen = Person.objects.visible_to(user).filter(identity_member__identity=OuterRef("pk"))
        two = seen.order_by().values("identity_member__identity").annotate(n=models.Count("pk"))
        return self.filter(Exists(two.filter(n__gte=2)))

    def of(self, person: Person) -> Self:
        return self.filter(members__person=person)


class CaseKeyQuerySet(models.QuerySet[Any]):
    def had_by_more_than(self, cases: int) -> Self:
        """Those of a value that so many cases have that it joins none of them."""
        sharing = self.model.objects.filter(kind=OuterRef("kind"), value=OuterRef("value"))
        # The one past so many is looked for, and no further.
        return self.filter(Exists(sharing.order_by("case")[cases : cases + 1]))


class CaseLinkQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        cases = Case.objects.wholly_visible_to(user)
        return self.filter(left__in=cases, right__in=cases)

    def for_list(self) -> Self:
        return self.select_related("left__lead_agency", "right__lead_agency")

    def matching(self, words: str) -> Self:
        found = Case.objects.matching(words)
        return self.filter(Q(left__in=found) | Q(right__in=found) | Q(ref=words.strip().upper()))

    def with_news(self, since: datetime) -> Self:
        """Adds `is_new`: whether the link came or grew after that."""
        grew = Case_(When(grown_at__gt=since, then=True), default=False)
        return self.annotate(is_new=grew)

    def touching(self, case: Case | UUID) -> Self:
        return self.filter(Q(left=case) | Q(right=case))

    def touching_any(self, cases: Iterable[UUID]) -> Self:
        among = list(cases)
        return self.filter(Q(left__in=among) | Q(right__in=among))


class KeyCountQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """All counts; `is_open` tells of which the user may see what the key says: a value is shown
        to who may open one of its records."""
        from linking.models import LinkKey

        people = Person.objects.visible_to(user)
        mine = LinkKey.objects.filter(key=OuterRef("key"), person__in=people)
        return self.annotate(is_open=Exists(mine))

    def over(self, records: int) -> Self:
        return self.filter(records__gt=records)


class ListCheckQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Only one's own: nobody else asked for them."""
        return self.filter(owner=user) if user.is_authenticated else self.none()


class RunQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Counts only; the pairs of a run are shown as far as both records may be seen."""
        return self if user.has_perm("linking.relink_cases") else self.none()
