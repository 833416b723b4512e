"""How many records have each of the most frequent keys."""

from __future__ import annotations

from django.db import models

from linking.querysets import KeyCountQuerySet


class KeyCount(models.Model):
    """Counted now and then over all keys, never when a page is shown."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    records = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    objects = KeyCountQuerySet.as_manager()

    class Meta:
        verbose_name = "key"
        ordering = ["-records", "key"]
        indexes = [
            models.Index(fields=["-records", "key"], name="key_by_records"),
            models.Index(fields=["kind", "-records"], name="key_by_kind"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def value(self) -> str:
        return self.key.partition(":")[2]

    @property
    def pairs(self) -> int:
        """Comparisons of everybody with everybody who has the key."""
        return self.records * (self.records - 1) // 2
