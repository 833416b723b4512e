"""Pictures of people: judged by what they hold, and kept outside the web root."""

from __future__ import annotations

import hashlib
from typing import Any

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db import transaction

from accounts.models import User
from victims.models import Photo, Victim

LARGEST = 5 * 1024 * 1024
ACCEPTED = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP"}


@transaction.atomic
def add_photo(victim: Victim, *, file: File, by: User, **facts: Any) -> Photo:
    """Keep a picture. Raises ValidationError, in words, for what is none or is too large."""
    if file.size > LARGEST:
        raise ValidationError({"file": "The picture is larger than 5 MB; send a smaller one."})
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    photo = Photo(
        victim=victim, sha256=digest, media_type=_kind(content), size=len(content), added_by=by,
        **facts,
    )  # fmt: skip
    photo.full_clean()
    if not storages["private"].exists(name := _name(digest)):
        storages["private"].save(name, ContentFile(content))
    photo.save()
    return photo


def open_photo(photo: Photo) -> File:
    return storages["private"].open(_name(photo.sha256))


@transaction.atomic
def remove_photo(photo: Photo) -> None:
    """Take a picture away; the history keeps that it was there. The file goes after the commit."""
    digest = photo.sha256
    photo.delete()
    if not Photo.objects.filter(sha256=digest).exists():
        transaction.on_commit(lambda: storages["private"].delete(_name(digest)))


def _kind(content: bytes) -> str:
    """The media type by the content; a name says nothing."""
    try:
        kind = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        kind = ""
    if kind not in ACCEPTED:
        raise ValidationError({"file": f"This is no picture of {', '.join(ACCEPTED.values())}."})
    return kind


def _name(digest: str) -> str:
    return f"photos/{digest[:2]}/{digest}"
