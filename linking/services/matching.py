"""Comparing a person with every candidate, in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from linking.candidates import asked_of, proposals, proposals_of_many
from linking.current import current
from linking.model import Comparison
from linking.models import Awaiting, Match
from linking.services import crossrefs
from linking.services.lock import one_writer_of_links
from linking.services.verdicts import flag_changed
from linking.value import values_for
from people.models import Person

#: So many of many are compared at once: what one transaction and the memory of one worker bear.
AT_ONCE = 2_500


def link(person_id: UUID) -> int:
    """Compare a waiting person with every candidate; write what is worth a reviewer's look.

    Safe to run twice, and beside another worker: who waits no longer is left alone. Returns how
    many proposals there are.
    """
    with transaction.atomic():
        mark = Awaiting.objects.filter(person=person_id).first()
        if mark is None:
            return 0
        person = Person.objects.get(pk=person_id)
        found = proposals(person_id)
        one_writer_of_links()
        touched = _write_matches(person, found)
        flag_changed(person)
        crossrefs.mark(person.case_id, *(touched - {person.case_id}))
        # Unless the record changed again while it was being compared.
        Awaiting.objects.filter(person=person_id, since=mark.since).delete()
    return len(found)


def link_new(people: Sequence[UUID], progress: Callable[[int, int], None]) -> int:
    """Compare many who were just recorded, and still wait, with every candidate, in few queries.

    No verdict can rest on them yet. Safe to run twice, and beside another worker. Returns how many
    proposals there are.
    """
    proposed = 0
    for start in range(0, len(people), AT_ONCE):
        end = start + AT_ONCE
        proposed += _link_some(people[start:end], done=set(people[:start]))
        progress(min(end, len(people)), len(people))
    return proposed


@transaction.atomic
def _link_some(people: Sequence[UUID], done: set[UUID]) -> int:
    waiting = dict(Awaiting.objects.filter(person__in=people).values_list("person", "since"))
    asked = asked_of(list(waiting))
    found = [
        written(cast(UUID, asked[place].pk), other, comparison)
        for place, other, comparison in proposals_of_many(
            asked, floor=current().possible, besides=done
        )
    ]
    one_writer_of_links()
    valued(found)
    Match.objects.bulk_create(found, ignore_conflicts=True)
    matched = Person.objects.filter(pk__in={pk for match in found for pk in match.people_ids})
    crossrefs.mark(*matched.order_by("case").values_list("case", flat=True).distinct())
    # Unless a record changed while it was being compared.
    Awaiting.objects.filter(person__in=waiting, since__in=set(waiting.values())).delete()
    return len(found)


def awaiting(*, for_seconds: int, limit: int = 500) -> list[UUID]:
    """Those who have waited that long for linking, the longest first."""
    overdue = timezone.now() - timedelta(seconds=for_seconds)
    waiting = Awaiting.objects.filter(since__lte=overdue).order_by("since")
    return list(waiting.values_list("person_id", flat=True)[:limit])


def _write_matches(person: Person, found: dict[UUID, Comparison]) -> set[UUID]:
    """Bring the person's open matches in line with `found`; judged ones are left alone.

    Returns the cases of everybody on a match that came, changed or went.
    """
    known = {
        match.other_id(person.pk): match
        for match in Match.objects.touching(person).select_for_update().order_by("pk")
    }
    gone = [match.pk for other, match in known.items() if match.is_open and other not in found]
    changed = [
        rewritten(known[other], person.pk, result)
        for other, result in found.items()
        if other in known and known[other].is_open
    ]
    fresh = [
        written(person.pk, other, result) for other, result in found.items() if other not in known
    ]
    Match.objects.filter(pk__in=gone).delete()
    valued([*changed, *fresh])
    Match.objects.bulk_update(changed, ["weight", "value", "reasons", "updated_at"])
    # Another worker may have written the pair from its other end.
    Match.objects.bulk_create(fresh, ignore_conflicts=True)
    others = {*found, *known}
    return set(Person.objects.filter(pk__in=others).values_list("case_id", flat=True))


def valued(matches: list[Match]) -> None:
    """Say of each what it is worth."""
    values = values_for({match.people_ids: match.weight for match in matches})
    for match in matches:
        match.value = values[match.people_ids]


def written(one: UUID, other: UUID, result: Comparison) -> Match:
    left, right = sorted((one, other))
    return rewritten(Match(left_id=left, right_id=right), one, result)


def rewritten(match: Match, one: UUID, result: Comparison) -> Match:
    """The match with what the comparison of `one` with the other said, each side in its place."""
    if match.left_id != one:
        result = result.turned
    match.weight, match.reasons = result.weight, result.as_json()
    return match
