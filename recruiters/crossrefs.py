"""What syndicates say about which cases belong together."""

from __future__ import annotations

from collections.abc import Iterator

from cases.models import Case
from linking.crossrefs import Shared, SharedKind
from recruiters.models import Syndicate

SAME_SYNDICATE = 5.0


def syndicates(case: Case) -> Iterator[Shared]:
    """Syndicates that share a name or an alias."""
    for syndicate in Syndicate.objects.filter(case=case):
        for other in Syndicate.objects.named_like(syndicate).exclude(case=case):
            words = f"Syndicate {syndicate.name} in both"
            if other.name != syndicate.name:
                words = f"Syndicate {syndicate.name}, there called {other.name}"
            yield Shared(other.case_id, SharedKind.SYNDICATE, SAME_SYNDICATE, words)
