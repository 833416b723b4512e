"""Remembering until when somebody has looked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from linking.models import Seen


@transaction.atomic
def mark_seen(user: User, *, until: datetime) -> Seen:
    """All that the user was shown is seen; what came after `until` is not. Never goes back."""
    seen, _ = Seen.objects.select_for_update().get_or_create(
        user=user, defaults={"at": user.created_at}
    )
    seen.at = max(seen.at, min(until, timezone.now()))
    seen.save(update_fields=["at"])
    return seen
