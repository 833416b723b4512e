"""What is new in the cross-references since somebody last looked. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from linking.models import CaseLink, Seen

#: More are not counted.
MOST = 999


@dataclass(frozen=True, slots=True)
class News:
    """How many links between cases that the reader may open came or grew after `since`; `until`
    is when the last of them did."""

    since: datetime
    count: int
    is_whole: bool
    until: datetime | None


def seen_until(user: User) -> datetime:
    """Until when the user has looked; who never did, since they have an account."""
    seen = Seen.objects.filter(user=user.pk).first()
    return seen.at if seen else user.created_at


def new_links(user: User, since: datetime) -> Any:
    """The links that came or grew after that, the newest first."""
    return CaseLink.objects.visible_to(user).filter(grown_at__gt=since).order_by("-grown_at")


def news(user: User) -> News:
    since = seen_until(user)
    links = new_links(user, since)
    newest, count = links.first(), links[: MOST + 1].count()
    return News(since, min(count, MOST), count <= MOST, newest and newest.grown_at)
