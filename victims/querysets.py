"""Which victims, and what of their stories, a user may see."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from cases.querysets import CaseScopedQuerySet
from people.models import Person

M = TypeVar("M", bound=models.Model)


class VictimQuerySet(CaseScopedQuerySet[M]):
    case_path = "person__case"

    def for_list(self) -> Self:
        return self.select_related("person__case")

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        return self.filter(Q(person__in=found) | Q(ref=words.strip().upper()))


class StoryQuerySet(CaseScopedQuerySet[M]):
    """Rows that hang off a victim: accounts, journey legs."""

    case_path = "victim__person__case"
