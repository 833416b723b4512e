"""That a case file was printed."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from cases.models.case import Case
from cases.querysets import WholeCaseQuerySet
from core.models import Record


@pghistory.track()
class CasePrint(Record):
    """One print of a case file: who made it, why, and the hash of each record in it. Append-only.

    The file itself is not kept: with the manifest anybody can tell whether a copy is genuine, and
    which of its records have changed since.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="prints")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="prints"
    )
    purpose = models.CharField(max_length=200)
    parts = ArrayField(models.CharField(max_length=120), help_text="The titles of its parts.")
    manifest = models.JSONField(help_text="The facts of the cover, and the hash of each record.")
    manifest_sha256 = models.CharField("hash of the manifest", max_length=64, db_index=True)
    file_sha256 = models.CharField("hash of the file", max_length=64, db_index=True)

    objects = WholeCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "case file print"
        indexes = [models.Index(fields=["case", "-created_at"], name="print_by_case")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"Print {self.ref} of {self.case.ref}"

    def get_absolute_url(self) -> str:
        return reverse("cases:file", args=[self.case.ref])
