"""What cases share."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.models import Case
from core.models import Record
from linking.querysets import CaseLinkQuerySet


class CaseLink(Record):
    """That two cases share something: how strongly, and each reason in words. Derived."""

    left = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    strength = models.FloatField()
    reasons = models.JSONField(default=list, help_text="kind, strength, words and refs of each")

    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-strength"]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_link_a_pair_of_cases"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="case_link_in_order"),
        ]
        indexes = [models.Index(fields=["right"], name="case_link_by_right")]

    def __str__(self) -> str:
        return f"{self.left.ref} and {self.right.ref}"

    def other(self, case: Case) -> Case:
        return self.right if self.left_id == case.pk else self.left
