"""Writing the tables of spellings, and giving them to `people.names`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max, Sum

from core import services as core
from core.models import Job, JobStatus
from people.models import NameVariant, VariantKind, VariantSource
from people.names import letters, tables

#: In these tables the code asks for a fixed set of meanings.
FIXED = {VariantKind.PARTICLES, VariantKind.HINTS}


class Kept:
    """The rows of the database; the shipped files where it has none."""

    def stamp(self) -> object:
        # No row is ever deleted and each edit raises its version: whatever is committed shows here,
        # in whichever order. A time of change would hide an edit that began before another.
        return tuple(NameVariant.objects.aggregate(Count("pk"), Sum("version")).values())

    def rows(self) -> Iterable[tables.Variant]:
        rows = NameVariant.objects.order_by("position", "pk")
        if not rows.exists():
            return tables.read()
        used = rows.filter(is_active=True).values_list("kind", "form", "canonical", "culture")
        return [tables.Variant(*row) for row in used]


def load_shipped() -> int:
    """Add the shipped rows that are not there yet. Returns how many came.

    A row that somebody edited or switched off stays as it is: it is known by what it was shipped
    as, whatever it says now.
    """
    shipped = {row: place for place, row in enumerate(dict.fromkeys(tables.read()))}
    had = set(NameVariant.objects.exclude(shipped_as="").values_list("shipped_as", flat=True))
    fresh = [
        NameVariant(
            **row._asdict(), source=VariantSource.SHIPPED, shipped_as=_label(row), position=place
        )
        for row, place in shipped.items()
        if _label(row) not in had
    ]
    with transaction.atomic():
        # What people added themselves before it was shipped stays theirs.
        written = NameVariant.objects.count()
        NameVariant.objects.bulk_create(fresh, ignore_conflicts=True)
        written = NameVariant.objects.count() - written
        transaction.on_commit(tables.look_again)
    return written


def _label(row: tables.Variant) -> str:
    return "|".join(row)


@transaction.atomic
def add_variant(*, kind: str, form: str, canonical: str, **facts: Any) -> NameVariant:
    """A spelling of our own. Raises ValidationError, in words, for what can be none."""
    form, canonical = written(kind, form, canonical)
    variant = core.create(NameVariant(kind=kind, form=form, canonical=canonical, **facts))
    transaction.on_commit(tables.look_again)
    return variant


@transaction.atomic
def change_variant(variant: NameVariant, *, version: int | None, **changes: Any) -> NameVariant:
    """Correct a spelling, or retire it. A shipped one that says something else is then our own.

    Raises StaleRecord when somebody saved it since `version`.
    """
    said = ("kind", "form", "canonical")
    now = {name: changes.get(name, getattr(variant, name)) for name in said}
    if any(name in changes for name in said) and not _says(variant, now):
        now["form"], now["canonical"] = written(**now)
        changes |= now
    if any(changes.get(name, getattr(variant, name)) != getattr(variant, name) for name in CONTENT):
        changes["source"] = VariantSource.OWN
    variant = core.edit(variant, version=version, changes=changes)
    transaction.on_commit(tables.look_again)
    return variant


CONTENT = ("kind", "form", "canonical", "culture")


def _says(variant: NameVariant, now: dict[str, str]) -> bool:
    return all(getattr(variant, name) == value for name, value in now.items())


def written(kind: str, form: str, canonical: str) -> tuple[str, str]:
    """Both as the code looks them up. Raises ValidationError, in words, for what it never would."""
    plain = form.strip().lower() if "/" in form else letters.plain(form.strip())
    if not plain:
        raise ValidationError({"form": f"“{form}” has no letter in it. Write one word of a name."})
    if len(form.split()) > 1:
        raise ValidationError({"form": "Write one word; each spelling is a row of its own."})
    return plain, _canonical(kind, canonical)


def _canonical(kind: str, text: str) -> str:
    if kind == VariantKind.SURNAMES:
        han = letters.simplified(text.strip())
        if not han or letters.HAN.sub("", han):
            raise ValidationError(
                {"canonical": f"“{text}” is not Chinese. Write the surname in characters: 陈."}
            )
        return han
    plain = " ".join(filter(None, map(letters.plain, text.split())))
    if kind in FIXED and plain not in _meanings(kind):
        choices = ", ".join(sorted(_meanings(kind)))
        raise ValidationError({"canonical": f"“{text}” says nothing here. Choose of {choices}."})
    if not plain:
        raise ValidationError({"canonical": f"“{text}” has no letter in it. Write the name."})
    return plain


@lru_cache
def _meanings(kind: str) -> frozenset[str]:
    return frozenset(row.canonical for row in tables.read() if row.kind == kind)


def awaits_relink() -> bool:
    """Whether people changed a spelling since all records were last compared anew."""
    changed = NameVariant.objects.edited().aggregate(Max("updated_at"))["updated_at__max"]
    compared = Job.objects.filter(kind="relink", status=JobStatus.DONE)
    since = compared.aggregate(Max("created_at"))["created_at__max"]
    return bool(changed and (since is None or changed > since))
