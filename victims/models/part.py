"""The base of what hangs off a victim."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from core.models import Record
from victims.models.victim import Victim
from victims.querysets import PartQuerySet


class Part(Record):
    """Something recorded of a victim, shown on a tab of the victim's pages."""

    #: Name of the URL of that tab.
    page: ClassVar[str]

    victim = models.ForeignKey(Victim, on_delete=models.PROTECT)

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return f"{reverse(self.page, args=[self.victim.ref])}#{self.ref}"
