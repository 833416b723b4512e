"""How records of different cases are found to be one: keys, matches, verdicts, identities.

Keys and matches are derived and may be rebuilt; verdicts are what people said and are never
touched by a machine; identities follow from them.
"""

from __future__ import annotations

from uuid import UUID

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.choices import Badge
from core.fields import CodeField
from core.models import Record
from linking.querysets import IdentityQuerySet, MatchQuerySet, VerdictQuerySet
from people.models import Person


class LinkKey(models.Model):
    """Something a person's record has that other records may have too. Sharing one makes two
    records candidates for a comparison; it says nothing by itself."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="link_keys")
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="one_key_a_person")]

    def __str__(self) -> str:
        return self.key


class Awaiting(models.Model):
    """A person whose record changed since it was last compared. Written with the change itself, so
    that a dead broker or worker loses nothing."""

    person = models.OneToOneField(
        Person,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="awaiting_linking",
    )
    since = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.person} since {self.since}"


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

    def other(self, person: Person) -> Person:
        return self.right if self.left_id == person.pk else self.left

    def other_id(self, person_id: UUID) -> UUID:
        return self.right_id if self.left_id == person_id else self.left_id


@pghistory.track(exclude=["weight", "reasons", "updated_at"])
class Match(Pair, Record):
    """The machine's proposal that two records are one human: how strongly, and why.

    `answer` repeats the live verdict on the pair; while it is empty the machine may rewrite the
    weight, the reasons, or drop the row. After that only people may.
    """

    weight = models.FloatField(help_text="Sum of the reasons, in bits: 10 means about 1,000 to 1.")
    reasons = models.JSONField(default=list, help_text="rule, weight and words of each reason")
    answer = CodeField(Answer, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "ref"]
        verbose_name_plural = "matches"
        permissions = [
            ("judge_match", "Can say whether two records are one person"),
            ("relink_cases", "Can compare all records again"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_match_a_pair"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="match_in_order"),
        ]
        indexes = [
            models.Index(fields=["-weight", "ref"], name="match_by_weight"),
            models.Index(fields=["answer", "-weight"], name="match_by_answer"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("linking:detail", args=[self.ref])


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

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="verdict_in_order"),
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


class Identity(Record):
    """The records that reviewers believe to be one human: a connected component of *same*."""

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return f"Identity {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("linking:identity", args=[self.ref])


class IdentityMember(models.Model):
    """That a person's record belongs to an identity; derived from the verdicts."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="members")
    person = models.OneToOneField(
        Person,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="identity_member",
    )

    def __str__(self) -> str:
        return f"{self.person} in {self.identity}"
