"""What cases share: what each has, the links between them, and who has seen which."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models import Case
from core.models import Record
from linking.querysets import CaseKeyQuerySet, CaseLinkQuerySet


class StaleCase(models.Model):
    """That something which a case may share was written since its links were.

    Written with the change itself, a row a write, so that no writer waits for another.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.case_id} since {self.since}"


class CaseKey(models.Model):
    """A value that a case has; cases that have the same are compared. Derived from the records.

    `entries` says what in the case has it: about, words, people, detail of each.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    entries = models.JSONField(default=list)

    objects = CaseKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            # The order serves the look-up of who else has a value.
            models.UniqueConstraint(fields=["kind", "value", "case"], name="one_key_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class CaseLink(Record):
    """That two cases share something: how strongly, and each reason in words. Derived.

    `grown_at` is when a reason last came that was not there before.
    """

    left = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    strength = models.FloatField()
    kinds = ArrayField(models.CharField(max_length=20), default=list)
    reasons = models.JSONField(default=list, help_text="kind, strength, words and refs of each")
    grown_at = models.DateTimeField("new or grown", default=timezone.now)

    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-strength", "ref"]
        verbose_name = "cross-reference"
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_link_a_pair_of_cases"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="case_link_in_order"),
        ]
        indexes = [
            models.Index(fields=["right"], name="case_link_by_right"),
            models.Index(fields=["-strength", "ref"], name="case_link_by_strength"),
            models.Index(fields=["-grown_at"], name="case_link_by_growth"),
            GinIndex(fields=["kinds"], name="case_link_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.left.ref} and {self.right.ref}"

    def other(self, case: Case) -> Case:
        return self.right if self.left_id == case.pk else self.left

    def other_id(self, case: UUID) -> UUID:
        return self.right_id if self.left_id == case else self.left_id


class Seen(models.Model):
    """Until when somebody has looked through the cross-references that are new to them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} until {self.at}"
