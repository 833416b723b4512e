"""What the engine keeps: facts as compared, models, and the runs of a comparison of all records."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.models import Job, Record
from linking.querysets import RunQuerySet
from people.models import Person


class Compared(models.Model):
    """The facts of a person in the form in which they are compared (`linking.model.Facts`).

    Written with the keys, in the transaction of the change: whoever compares reads one row a
    candidate. `digest` differs when anything differs that a verdict may rest on, and `changed_at`
    is when it last did.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="compared"
    )
    facts = models.JSONField()
    digest = models.CharField(max_length=16)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Facts of {self.person_id}"


class LinkingModel(Record):
    """Weights and thresholds that were put to use. Without a row, those that are shipped hold."""

    name = models.CharField(max_length=60, unique=True)
    model = models.JSONField(help_text="See linking/model/shipped.json.")
    reason = models.TextField(help_text="What it was trained or calibrated on.")
    is_current = models.BooleanField(default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        permissions = [("calibrate_model", "Can set the thresholds of the linking model")]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_model"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RunState(models.TextChoices):
    COMPARING = "comparing", "Comparing"
    ELSEWHERE = "elsewhere", "Compared elsewhere"
    READY = "ready", "Ready to take over"
    TAKEN = "taken", "Taken over"
    DROPPED = "dropped", "Dropped"


class Run(Record):
    """One comparison of all records. Its pairs stand beside the matches until it takes over."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    model_name = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.COMPARING)
    records = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def get_absolute_url(self) -> str:
        return reverse("linking:run", args=[self.ref])

    def __str__(self) -> str:
        return f"Run of {timezone.localtime(self.created_at):%-d %b %Y, %H:%M}"


class Chunk(models.Model):
    """A part of a run that one worker does in one transaction; done ones survive a cancel."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveSmallIntegerField()
    is_done = models.BooleanField(default=False)
    pairs = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="chunk_once_a_run")]

    def __str__(self) -> str:
        return f"{self.run}, part {self.number}"


class RunPair(models.Model):
    """A pair that a run proposes. No foreign keys to persons: it is written by the million."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="pairs")
    left_id = models.UUIDField()
    right_id = models.UUIDField()
    weight = models.FloatField()
    levels = models.JSONField(help_text="field → level, and the bits of rarity")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "left_id", "right_id"], name="pair_once_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}: {self.weight:.1f}"
