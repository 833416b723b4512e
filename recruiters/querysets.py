"""Which recruiters, syndicates and ties a user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from cases.querysets import CaseScopedQuerySet
from people.models import Person
from people.normalise import fold

if TYPE_CHECKING:
    from recruiters.models import Membership, Syndicate, Tie

M = TypeVar("M", bound=models.Model)


class RecruiterQuerySet(CaseScopedQuerySet[M]):
    case_path = "person__case"

    def for_list(self) -> Self:
        return self.select_related("person__case")

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        return self.filter(Q(person__in=found) | Q(ref=words.strip().upper()))


class SyndicateQuerySet(CaseScopedQuerySet["Syndicate"]):
    def for_list(self) -> Self:
        return self.select_related("case")

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(name__icontains=words) | Q(folded_names__contains=[fold(words)])
        )

    def named_like(self, syndicate: Syndicate) -> Self:
        """Other records, in whatever case, that share a name or an alias with `syndicate`."""
        return self.filter(folded_names__overlap=syndicate.folded_names).exclude(
            pk=syndicate.pk
        )


class MembershipQuerySet(CaseScopedQuerySet["Membership"]):
    case_path = "syndicate__case"


class TieQuerySet(CaseScopedQuerySet["Tie"]):
    case_path = "subject__case"
