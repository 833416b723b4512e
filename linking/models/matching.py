"""How records of different cases are found to be one: keys, matches, identities.

Keys and matches are derived and may be rebuilt; identities follow from the verdicts.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.choices import Badge
from core.fields import CodeField
from core.models import Record
from linking.models.verdicts import Answer, Opinion, Pair
from linking.querysets import IdentityQuerySet, MatchQuerySet
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


class Review(Badge):
    """Why a pair needs a further reviewer."""

    SECOND = "second", "accent", "users", "Second opinion wanted"
    DISPUTED = "disputed", "danger", "alert-triangle", "Reviewers disagree"


@pghistory.track(exclude=["weight", "value", "reasons", "updated_at"])
class Match(Pair, Record):
    """The machine's proposal that two records are one human: how strongly, and why.

    `answer` repeats the live verdict on the pair, `pending` is the first of two opinions. While
    both are empty the machine may rewrite the weight and the reasons, or drop the row; after that
    only people may.
    """

    weight = models.FloatField(help_text="Sum of the reasons, in bits: 10 means about 1,000 to 1.")
    value = models.FloatField(
        default=0, help_text="Weight × the cases that it would join: what is best judged first."
    )
    reasons = models.JSONField(
        default=list, help_text="field, level, weight, words, left, right and rarity of each reason"
    )
    answer = CodeField(Answer, blank=True)
    changed = models.BooleanField("facts changed since the verdict", default=False)
    review = CodeField(Review, blank=True)
    pending = models.OneToOneField(
        Opinion, on_delete=models.PROTECT, null=True, blank=True, related_name="match"
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-value", "-weight", "ref"]
        verbose_name_plural = "matches"
        permissions = [
            ("judge_match", "Can say whether two records are one person"),
            ("settle_match", "Can settle what two reviewers disagree on"),
            ("relink_cases", "Can compare all records again"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_match_a_pair"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="match_in_order"),
            models.CheckConstraint(
                condition=Q(review=Review.SECOND, pending__isnull=False)
                | (~Q(review=Review.SECOND) & Q(pending=None)),
                name="pending_where_a_second_is_wanted",
            ),
        ]
        indexes = [
            models.Index(fields=["-value", "-weight", "ref"], name="match_by_value"),
            models.Index(fields=["-weight", "ref"], name="match_by_weight"),
            models.Index(fields=["-created_at"], name="match_by_age"),
            models.Index(fields=["answer", "-value"], name="match_by_answer"),
            models.Index(fields=["review"], name="match_by_review", condition=~Q(review="")),
            models.Index(fields=["changed"], name="match_changed", condition=Q(changed=True)),
        ]
        triggers = [
            pgtrigger.Protect(
                name="keep_judged",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__answer="") | pgtrigger.Q(old__pending__isnull=False),
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("linking:detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        """Whether no reviewer has said anything, so that the machine may still rewrite it."""
        return not self.answer and not self.pending_id

    @property
    def probability(self) -> float:
        """The weight as odds, from 0 to 1; of use as far as the weights are calibrated."""
        return 1 / (1 + 2 ** -max(-60.0, min(self.weight, 60.0)))


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
