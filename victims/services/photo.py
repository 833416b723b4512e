"""Pictures of people: in the store of evidence, judged by what they hold."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cases import store
from cases.models import EvidenceFile
from victims.models import Photo, StatementFile, Victim

LARGEST = 5 * 1024 * 1024
ACCEPTED = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP"}


@transaction.atomic
def add_photo(victim: Victim, incoming: store.Incoming, *, by: User, **facts: Any) -> Photo:
    """Keep a picture. Raises ValidationError, in words, for what is none or is too large."""
    if incoming.size > LARGEST:
        raise ValidationError({"file": "The picture is larger than 5 MB; send a smaller one."})
    kind = incoming.media_type
    if kind not in ACCEPTED:
        raise ValidationError({"file": f"This is no picture of {', '.join(ACCEPTED.values())}."})
    photo = Photo(
        victim=victim, sha256=incoming.sha256, media_type=kind, size=incoming.size, added_by=by,
        **facts,
    )  # fmt: skip
    photo.full_clean()
    photo.save()
    incoming.keep()
    return photo


@transaction.atomic
def remove_photo(photo: Photo) -> None:
    """Take a picture away; the history keeps that it was there. Its bytes go after the commit,
    unless something else is the same."""
    digest = photo.sha256
    photo.delete()
    named = (model.objects.filter(sha256=digest) for model in (Photo, EvidenceFile, StatementFile))
    if not any(rows.exists() for rows in named):
        transaction.on_commit(partial(store.forget, digest))
