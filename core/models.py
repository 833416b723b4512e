"""What every record has, and long work that shows its progress."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.urls import reverse
from uuid_utils.compat import uuid7

from core.querysets import JobQuerySet

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_ref() -> str:
    """Ten random Crockford letters: 50 bits; among a million the odds of a clash are 1 : 2,000."""
    number = secrets.randbits(50)
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(0, 50, 5))


class RandomRef(models.Func):
    """A reference that the database makes: 13 hexadecimal digits, 52 bits."""

    template = "upper(left(gen_random_uuid()::text, 8) || right(gen_random_uuid()::text, 5))"
    output_field = models.CharField()


class Record(models.Model):
    """Base of every record: a URL name that tells nothing, and a version against lost edits."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ref = models.CharField("reference", max_length=20, unique=True, default=new_ref, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("logged", auto_now_add=True)
    updated_at = models.DateTimeField("changed", auto_now=True)

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """A record that this one was given is there, and the database refuses it otherwise: to look
        costs a query each."""
        given = {
            field.name
            for field in self._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
            and field.is_cached(self)
            and getattr(self, field.attname) is not None
        }
        super().clean_fields(exclude=given.union(exclude or ()))


class JobStatus(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class Job(Record):
    """Work too long for a request. The worker writes its progress here, the page reads it."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=JobStatus, default=JobStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs"
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["started_by", "-created_at"], name="job_by_user")]
        permissions = [("export_records", "Can export what it may list")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("core:job", args=[self.ref])

    @property
    def is_finished(self) -> bool:
        return self.status not in (JobStatus.WAITING, JobStatus.RUNNING)
