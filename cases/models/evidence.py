"""What was found and seized, the files about it, and who had it when."""

from __future__ import annotations

from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone

from cases.custody import (
    EDGES,
    GONE,
    MOVES,
    Category,
    CheckResult,
    EventKind,
    EvidenceStatus,
    NumberKind,
)
from cases.models.case import Case
from cases.models.operation import RescueOperation
from cases.querysets import CaseScopedQuerySet
from core.fields import CodeField
from core.models import Record
from core.money import AmountField, CurrencyField, money


def append_only() -> pgtrigger.Protect:
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class EvidenceQuerySet(CaseScopedQuerySet["EvidenceItem"]):
    shared_as = ("evidence",)

    def for_list(self) -> Self:
        """With what lists and pages show beside the item's own columns."""
        return self.select_related("case", "operation", "found_on", "belongs_to").prefetch_related(
            "amounts", "numbers"
        )

    def matching(self, words: str) -> Self:
        """By title, seal, a number on the thing, or a reference."""
        numbers = ItemNumber.objects.filter(value__icontains=words.strip())
        return self.filter(
            Q(title__icontains=words)
            | Q(seal__iexact=words.strip())
            | Q(ref=words.strip().upper())
            | Q(pk__in=numbers.values("item"))
        )


class OfItemQuerySet(CaseScopedQuerySet[Any]):
    """Rows that hang off an item of evidence."""

    case_path = "item__case"
    shared_as = ("evidence",)


@pghistory.track()
class EvidenceItem(Record):
    """A thing, or a number of like things, that was found. `held_by` and `seal` repeat the last
    line of its custody and change with it only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    operation = models.ForeignKey(
        RescueOperation, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    title = models.CharField(max_length=200, help_text="Such as: three phones, black, cracked.")
    category = CodeField(Category)
    count = models.PositiveIntegerField(
        "how many",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Leave it empty as long as nobody has counted.",
    )
    found_at = models.DateTimeField("found", default=timezone.now)
    found_in = models.CharField(
        "where", max_length=120, blank=True, help_text="The room: upstairs, second door left."
    )
    found_by = models.CharField(max_length=120, blank=True)
    # Named, not imported: people stand above cases.
    found_on = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="carried"
    )
    belongs_to = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="belongings",
        help_text="Whose it is, where that is known: the holder of a passport, for one.",
    )
    remarks = models.TextField(blank=True)
    seal = models.CharField("seal number", max_length=60, blank=True)
    held_by = models.CharField(max_length=120, help_text="Who has it: a person, a store, a court.")
    status = CodeField(EvidenceStatus, default=EvidenceStatus.HELD)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "ref"]
        verbose_name = "evidence item"
        indexes = [
            models.Index(fields=["-found_at", "ref"], name="evidence_by_time"),
            models.Index(fields=["category"], name="evidence_by_category"),
            models.Index(fields=["status"], name="evidence_by_status"),
            models.Index(fields=["held_by"], name="evidence_by_holder"),
            models.Index(fields=["title"], name="evidence_by_title"),
            models.Index(fields=["seal"], name="evidence_by_seal"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="evidence_title_words"),
        ]
        triggers = [pgtrigger.FSM(name="legal_moves", field="status", transitions=EDGES)]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:detail", args=[self.ref])

    def may_become(self, status: str) -> bool:
        return EvidenceStatus(status) in MOVES[EvidenceStatus(self.status)]

    @property
    def is_gone(self) -> bool:
        return self.status in GONE


@pghistory.track()
class ReportedAmount(models.Model):
    """How much money an item is, according to one source. Two sources may say two amounts."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="amounts")
    amount = AmountField(null=False, blank=False)
    currency = CurrencyField(blank=False)
    as_reported = models.CharField(
        max_length=120, blank=True, help_text="In the words of the source: more than £8,200."
    )
    source = models.CharField(max_length=200, blank=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return money(self.amount, self.currency)


@pghistory.track()
class ItemNumber(models.Model):
    """A number that is written on a thing, or in it."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="numbers")
    kind = models.CharField(max_length=20, choices=NumberKind, default=NumberKind.DEVICE)
    value = models.CharField("number", max_length=100)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "value"], name="number_once_an_item")
        ]
        indexes = [GinIndex(OpClass(Upper("value"), "gin_trgm_ops"), name="item_number_words")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"


class StoredFile(Record):
    """A file whose bytes lie in the store under their hash (`cases.store`) and are never changed;
    nor is the row."""

    name = models.CharField("original name", max_length=255)
    sha256 = models.CharField("hash", max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(
        "type", max_length=100, help_text="As its bytes say, whatever its name says."
    )
    description = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["created_at"]
        triggers = [append_only()]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class EvidenceFile(StoredFile):
    """A file about an item: a photograph, an extract."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="files")

    objects = OfItemQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        verbose_name = "evidence file"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "sha256"],
                name="file_once_an_item",
                violation_error_message="This very file is there already.",
            )
        ]
        indexes = [models.Index(fields=["sha256"], name="file_by_hash")]

    def get_absolute_url(self) -> str:
        return f"{self.item.get_absolute_url()}#file-{self.ref}"


@pghistory.track()
class CustodyEvent(Record):
    """A line in the chain of custody of an item. Append-only: a mistake is mended by a further one.

    `to` of the last line is who has the item now.
    """

    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="custody")
    kind = CodeField(EventKind, default=EventKind.HANDED_OVER)
    at = models.DateTimeField("when", default=timezone.now)
    given_by = models.CharField("from", max_length=120, blank=True)
    to = models.CharField("to", max_length=120)
    purpose = models.CharField(max_length=200)
    place = models.CharField(max_length=120, blank=True)
    seal_before = models.CharField("seal found", max_length=60, blank=True)
    seal_after = models.CharField("seal put on", max_length=60, blank=True)
    seal_reason = models.CharField("why the seal was another", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        # As recorded: no line comes before the last one, and times are written to the minute.
        ordering = ["created_at"]
        verbose_name = "custody event"
        indexes = [models.Index(fields=["item", "created_at"], name="custody_by_item")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{EventKind(self.kind).label}: {self.purpose}"

    def get_absolute_url(self) -> str:
        return f"{self.item.get_absolute_url()}#custody-{self.ref}"


class FileCheckQuerySet(CaseScopedQuerySet["FileCheck"]):
    case_path = "file__item__case"
    shared_as = ("evidence",)


@pghistory.track()
class FileCheck(models.Model):
    """What a check found of one file."""

    event = models.ForeignKey(CustodyEvent, on_delete=models.PROTECT, related_name="checks")
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="checks")
    result = CodeField(CheckResult)

    objects = FileCheckQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.file}: {CheckResult(self.result).label.lower()}"
