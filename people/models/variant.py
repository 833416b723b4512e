"""The spellings that people use for one name, as rows that administrators edit."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse

from core.models import Record
from people.querysets import NameVariantQuerySet


class VariantKind(models.TextChoices):
    """Which table a spelling stands in; the values are the names of the shipped files."""

    GIVEN = "given", "Given name"
    NICKNAMES = "nicknames", "Short form"
    SURNAMES = "surnames", "Chinese surname"
    SYLLABLES = "syllables", "Chinese syllable"
    BURMESE = "burmese", "Burmese syllable"
    PARTICLES = "particles", "Particle (bin, a/l, de la)"
    TITLES = "titles", "Title"
    HINTS = "hints", "Hint (who bears such a name)"


class VariantSource(models.TextChoices):
    SHIPPED = "shipped", "Shipped"
    OWN = "own", "Our own"


class Culture(models.TextChoices):
    """The people among whom a spelling is used; the rules of `people.names` ask for these."""

    ARABIC = "arabic", "Arabic"
    BURMESE = "burmese", "Burmese"
    CHINESE = "chinese", "Chinese"
    FILIPINO = "filipino", "Filipino"
    KHMER = "khmer", "Khmer"
    KOREAN = "korean", "Korean"
    MALAY = "malay", "Malay"
    PUNJABI = "punjabi", "Punjabi"
    SPANISH = "spanish", "Spanish"
    TAMIL = "tamil", "Tamil"
    THAI = "thai", "Thai"
    VIETNAMESE = "vietnamese", "Vietnamese"
    WESTERN = "western", "Western"


@pghistory.track()
class NameVariant(Record):
    """One way to write a name or a word, and what stands for all ways. Never deleted: switched off,
    so that the shipped row does not come back."""

    kind = models.CharField("table", max_length=10, choices=VariantKind)
    form = models.CharField(
        "spelling", max_length=60, help_text="One word as people write it: Mohd, Tan, a/l."
    )
    canonical = models.CharField(
        "stands for",
        max_length=60,
        help_text="What all spellings have in common: muhammad, 陈, son.",
    )
    culture = models.CharField("used in", max_length=12, choices=Culture)
    source = models.CharField(
        max_length=8, choices=VariantSource, default=VariantSource.OWN, editable=False
    )
    is_active = models.BooleanField(
        "in use", default=True, help_text="Switched off, names are read as if it were not there."
    )
    #: What the shipped file says in this place, so that an edited row is known again.
    shipped_as = models.CharField(max_length=220, blank=True, editable=False)
    #: Among surnames the commonest stand first; our own come last.
    position = models.PositiveIntegerField(default=1_000_000, editable=False)

    objects = NameVariantQuerySet.as_manager()

    class Meta:
        verbose_name = "spelling"
        ordering = ["form", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "form", "canonical", "culture"],
                name="one_variant",
                violation_error_message="That spelling is in the table already. It may be switched "
                "off: look for it in the list.",
            )
        ]
        indexes = [
            models.Index(fields=["form", "ref"], name="variant_by_form"),
            models.Index(fields=["canonical", "ref"], name="variant_by_canonical"),
            models.Index(fields=["kind", "culture"], name="variant_by_kind"),
            models.Index(fields=["-updated_at"], name="variant_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.form} = {self.canonical}"

    def get_absolute_url(self) -> str:
        return reverse("names:edit", args=[self.ref])
