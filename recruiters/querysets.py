"""Which recruiters, syndicates and ties a user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.querysets import CaseScopedQuerySet, reads_by_referral
from linking.models import IdentityMember
from people.models import Person
from people.normalise import fold
from people.querysets import SUSPECTS

if TYPE_CHECKING:
    from accounts.models import User
    from recruiters.models import Membership, Syndicate, Tie

M = TypeVar("M", bound=models.Model)


def _count(rows: QuerySet[Any], by: str, of: str = "pk") -> Coalesce:
    """How many different `of` the rows have, for the one that `by` picks out."""
    counted = rows.order_by().values(by).annotate(n=Count(of, distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0)


class RecruiterQuerySet(CaseScopedQuerySet[M]):
    case_path = "person__case"
    shared_as = (SUSPECTS,)

    def for_list(self) -> Self:
        """With person and case, and `victims_recruited`: how many victims they recruited."""
        ties = self.model._meta.apps.get_model("recruiters.Tie")._base_manager
        recruited = ties.filter(subject=OuterRef("person"), kind="recruited_as_victim")
        return self.select_related("person__case").annotate(
            victims_recruited=_count(recruited, by="subject")
        )

    def for_detail(self) -> Self:
        """That, with every name and identifier, and whether the person is a victim too."""
        return (
            self.for_list()
            .select_related("person__victim")
            .prefetch_related("person__names", "person__uses__identifier")
        )

    def with_other_cases(self, user: User) -> Self:
        """Adds `other_cases`: in how many more cases that `user` sees this is the same human."""
        same = IdentityMember.objects.filter(
            identity__members__person=OuterRef("person"),
            person__in=Person.objects.visible_to(user),
        ).exclude(person__case=OuterRef("person__case"))
        return self.annotate(other_cases=_count(same, by="identity", of="person__case"))

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        return self.filter(Q(person__in=found) | Q(ref=words.strip().upper()))


class SyndicateQuerySet(CaseScopedQuerySet["Syndicate"]):
    shared_as = (SUSPECTS,)

    def for_list(self) -> Self:
        """With the case, and `members`: how many people belong to it."""
        memberships = self.model._meta.apps.get_model("recruiters.Membership")._base_manager
        of_this = memberships.filter(syndicate=OuterRef("pk"))
        return self.select_related("case").annotate(
            members=_count(of_this, by="syndicate", of="person")
        )

    def matching(self, words: str) -> Self:
        return self.filter(Q(name__icontains=words) | Q(folded_names__contains=[fold(words)]))

    def named_like(self, syndicate: Syndicate) -> Self:
        """Other records, in whatever case, that share a name or an alias with `syndicate`."""
        return self.filter(folded_names__overlap=syndicate.folded_names).exclude(pk=syndicate.pk)


class MembershipQuerySet(CaseScopedQuerySet["Membership"]):
    case_path = "syndicate__case"
    shared_as = (SUSPECTS,)


class TieQuerySet(CaseScopedQuerySet["Tie"]):
    case_path = "subject__case"
    shared_as = (SUSPECTS,)

    def visible_to(self, user: User) -> Self:
        """Less those whose other end a referral withholds."""
        ties = super().visible_to(user)
        if not reads_by_referral(user):
            return ties
        withheld = Person.objects.withheld_from(user).values("pk")
        return ties.exclude(subject__in=withheld).exclude(object__in=withheld)
