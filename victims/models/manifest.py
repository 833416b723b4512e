"""A list of the people freed, as an embassy or a police unit sends it, on its way into a case."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Agency
from cases.models import Case
from core.choices import Badge
from core.fields import CodeField
from core.models import Job, Record
from people.models import Person
from victims.models.victim import Victim
from victims.querysets import DuplicateQuerySet, ManifestQuerySet, ManifestRowQuerySet


class ManifestState(Badge):
    MAPPING = "mapping", "info", "pencil", "Columns to be named"
    CHECKING = "checking", "info", "clock", "Being checked"
    CHECKED = "checked", "warning", "question-mark", "Waits to be confirmed"
    IMPORTING = "importing", "info", "clock", "Being imported"
    IMPORTED = "imported", "success", "check", "Imported"
    UNDOING = "undoing", "warning", "clock", "Being undone"
    UNDONE = "undone", "neutral", "minus", "Undone"


class RowState(Badge):
    NEW = "new", "neutral", "circle-dashed", "Not checked"
    READY = "ready", "info", "arrow-right", "To import"
    MISTAKES = "mistakes", "danger", "alert-circle", "Has mistakes"
    REPEATED = "repeated", "neutral", "history", "Imported before"
    LEFT_OUT = "left_out", "neutral", "minus", "Left out"
    IMPORTED = "imported", "success", "check", "Imported"
    UNDONE = "undone", "neutral", "x", "Undone"


#: From the confirmation to the end of an undo the file counts as the case's.
IN_CASE = [ManifestState.IMPORTING, ManifestState.IMPORTED, ManifestState.UNDOING]


@pghistory.track(exclude=["headers", "mapping", "updated_at"])
class Manifest(Record):
    """A file that was uploaded to a case. Its bytes are not kept, only its rows, as long as needed.

    `mapping` says of each column of `victims.forms.RowForm` which header it has; `fingerprint` is
    of the content and the mapping together.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="manifests")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="uploaded by",
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField("file", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    state = CodeField(ManifestState, default=ManifestState.MAPPING, max_length=10)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ManifestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "import"
        indexes = [
            models.Index(fields=["case", "-created_at"], name="manifest_by_case"),
            models.Index(fields=["agency", "-created_at"], name="manifest_by_agency"),
            models.Index(fields=["updated_at"], name="manifest_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "fingerprint"],
                condition=Q(state__in=IN_CASE),
                name="one_import_of_a_file_a_case",
                violation_error_message="This file was imported into the case already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("imports:detail", args=[self.case.ref, self.ref])

    @property
    def is_busy(self) -> bool:
        """Whether a job is at it, or about to be."""
        return self.job is not None and not self.job.is_finished

    @property
    def is_stopped(self) -> bool:
        """Whether a job was at it that did not come to its end."""
        at_work = (ManifestState.CHECKING, ManifestState.IMPORTING, ManifestState.UNDOING)
        return self.state in at_work and not self.is_busy

    @property
    def may_be_mapped(self) -> bool:
        before = (ManifestState.MAPPING, ManifestState.CHECKING, ManifestState.CHECKED)
        return self.state in before and not self.is_busy

    @property
    def may_be_confirmed(self) -> bool:
        """Also when it was stopped half way: it goes on where it was."""
        ready = (ManifestState.CHECKED, ManifestState.IMPORTING)
        return self.state in ready and not self.is_busy

    @property
    def may_be_undone(self) -> bool:
        return self.state in IN_CASE and not self.is_busy


class ManifestRow(Record):
    """A line of the file: its cells, what is wrong with them, and the victim that it became.

    No history is kept of it: that would keep the cells of lines that nobody wanted imported.
    """

    manifest = models.ForeignKey(Manifest, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("line")
    cells = models.JSONField(default=list, help_text="In the order of the headers.")
    digest = models.CharField(max_length=64, blank=True, help_text="Of the mapped cells.")
    errors = models.JSONField(default=dict, help_text="Column of RowForm → sentences.")
    facts = models.JSONField(default=dict, help_text="What services.register_many takes.")
    state = CodeField(RowState, default=RowState.NEW, max_length=10)
    victim = models.OneToOneField(
        Victim, on_delete=models.SET_NULL, null=True, related_name="manifest_row"
    )

    objects = ManifestRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = "line"
        constraints = [
            models.UniqueConstraint(fields=["manifest", "number"], name="one_row_a_line"),
        ]
        indexes = [
            models.Index(fields=["manifest", "state", "number"], name="row_by_state"),
            models.Index(fields=["digest"], name="row_by_digest", condition=~Q(victim=None)),
        ]

    def __str__(self) -> str:
        return f"line {self.number}"

    def get_absolute_url(self) -> str:
        return self.victim.get_absolute_url() if self.victim else ""


class ManifestDuplicate(models.Model):
    """That a row may be a person of the base, or the same as another row of the file.

    Whoever may not know of the person may not know of this either: see its queryset.
    """

    row = models.ForeignKey(ManifestRow, on_delete=models.CASCADE, related_name="duplicates")
    other = models.ForeignKey(ManifestRow, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    weight = models.FloatField()
    why = models.TextField(help_text="The reasons, in words.")

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other=None, person__isnull=False) | Q(other__isnull=False, person=None),
                name="duplicate_of_a_row_or_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.why}"
