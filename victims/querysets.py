"""Which victims, and what of their stories, a user may see."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from cases.querysets import CaseScopedQuerySet
from people.models import Person

M = TypeVar("M", bound=models.Model)


class VictimQuerySet(CaseScopedQuerySet[M]):
    case_path = "person__case"

    def for_list(self) -> Self:
        """With person and case, and `promised_job` as the first account has it."""
        from victims.models import RecruitmentAccount

        told = RecruitmentAccount.objects.filter(victim=OuterRef("pk")).exclude(promised_job="")
        return self.select_related("person__case", "person__recruiter").annotate(
            promised_job=Coalesce(Subquery(told.values("promised_job")[:1]), Value(""))
        )

    def for_detail(self) -> Self:
        """That, with every name and identifier."""
        return self.for_list().prefetch_related("person__names", "person__uses__identifier")

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        return self.filter(Q(person__in=found) | Q(ref=words.strip().upper()))


class StoryQuerySet(CaseScopedQuerySet[M]):
    """Rows that hang off a victim: accounts, journey legs."""

    case_path = "victim__person__case"
