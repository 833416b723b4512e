"""What reviewers say of pairs. Append-only: no machine, and no later reviewer, changes a word."""

from __future__ import annotations

from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.choices import Badge
from core.fields import CodeField
from core.models import Record
from linking.querysets import OpinionQuerySet, VerdictQuerySet
from people.models import Person


class Answer(Badge):
    """What a reviewer says of a pair."""

    SAME = "same", "success", "user-check", "Same person"
    RELATED = "related", "info", "link", "Related"
    DIFFERENT = "different", "neutral", "circle-x", "Different people"
    UNSURE = "unsure", "warning", "question-mark", "Unsure"


class Pair(models.Model):
    """Two records of different persons; the lower id is `left`, so that a pair is one row."""

    left = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.left} and {self.right}"

    @property
    def people(self) -> tuple[Person, Person]:
        return self.left, self.right

    @property
    def people_ids(self) -> tuple[UUID, UUID]:
        return self.left_id, self.right_id

    def other(self, person: Person) -> Person:
        return self.right if self.left_id == person.pk else self.left

    def other_id(self, person_id: UUID) -> UUID:
        return self.right_id if self.left_id == person_id else self.left_id


class Opinion(Pair, Record):
    """What one of two reviewers said of a pair that one alone may not join (`linking.impact`).

    The first is kept from everybody else until the second has answered; then a verdict holds both.
    One that no verdict holds, and no match waits for, was withdrawn.
    """

    answer = CodeField(Answer)
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opinions"
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="opinion_in_order"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.left} and {self.right}"


class Verdict(Pair, Record):
    """What a reviewer said of a pair. Append-only: a change of mind is a further verdict."""

    answer = CodeField(Answer)
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts"
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )
    facts = models.CharField(
        max_length=32, blank=True, help_text="Digest of what both records said at that time."
    )
    first = models.OneToOneField(
        Opinion, on_delete=models.PROTECT, null=True, blank=True, related_name="first_of"
    )
    second = models.OneToOneField(
        Opinion, on_delete=models.PROTECT, null=True, blank=True, related_name="second_of"
    )

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="verdict_in_order"),
            models.CheckConstraint(
                condition=Q(first=None, second=None) | Q(first__isnull=False, second__isnull=False),
                name="verdict_of_one_or_of_two",
            ),
            # With `supersedes` unique, this makes the verdicts on a pair one chain.
            models.UniqueConstraint(
                fields=["left", "right"],
                condition=Q(supersedes=None),
                name="one_first_verdict_a_pair",
            ),
        ]
        indexes = [models.Index(fields=["right"], name="verdict_by_right")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.left} and {self.right}"

    @property
    def opinions(self) -> list[Opinion]:
        return [opinion for opinion in (self.first, self.second) if opinion]

    @property
    def is_disputed(self) -> bool:
        """Whether two reviewers, neither of whom knew the other's answer, disagreed."""
        return len({opinion.answer for opinion in self.opinions}) > 1
