"""Letting a run take over: its pairs become the open matches, in one transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import services as core
from core.models import Job
from linking.candidates import Pairs, comparisons
from linking.models import Compared, Match, Run, RunPair, RunState
from linking.services import crossrefs
from linking.services.lock import one_writer_of_links
from linking.services.matching import rewritten, valued, written
from people.models import Person

AT_ONCE = 1_000


def start_take_over(run: Run, *, by: User) -> Job:
    """Raises ValidationError when the run is not waiting for it."""
    if run.state != RunState.READY:
        raise ValidationError("This comparison does not wait to take over; start a new one.")
    return core.start_job("take_over", f"Take over: {run}", by=by, run=run.ref)


def drop(run: Run) -> None:
    Run.objects.filter(pk=run.pk, state=RunState.READY).update(state=RunState.DROPPED)
    RunPair.objects.filter(run=run).delete()


def take_over(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job: all of it or nothing, so no reviewer ever meets an empty page.

    Judged pairs are left alone, and so are those of records that changed since the run began: the
    worker has compared these already, with what they say now.
    """
    with transaction.atomic():
        run = Run.objects.select_for_update().get(ref=arguments["run"])
        if run.state == RunState.TAKEN:
            return "It has taken over already."
        if run.state != RunState.READY:
            raise ValidationError("This comparison was dropped; start a new one.")
        one_writer_of_links()
        changed = set(
            Compared.objects.filter(changed_at__gte=run.created_at).values_list("pk", flat=True)
        )
        found = _found(run, changed)
        known = _known(changed)
        gone = known.keys() - found.keys()
        touched = {person for pair in gone | found.keys() for person in pair}
        Match.objects.filter(pk__in=[known[pair] for pair in gone]).delete()
        _write(found, known, progress)
        run.state = RunState.TAKEN
        run.save(update_fields=["state", "updated_at"])
        RunPair.objects.filter(run=run).delete()
        crossrefs.mark(*_cases_of(touched))
    return f"{len(found):,} pairs are open matches now; {len(gone):,} are so no longer."


def _found(run: Run, changed: set[UUID]) -> dict[tuple[UUID, UUID], float]:
    open_ = Match.objects.unjudged().values("pk")
    judged = set(Match.objects.exclude(pk__in=open_).values_list("left_id", "right_id"))
    rows = RunPair.objects.filter(run=run).values_list("left_id", "right_id", "weight")
    return {
        (left, right): weight
        for left, right, weight in rows.iterator()
        if (left, right) not in judged and left not in changed and right not in changed
    }


def _known(changed: set[UUID]) -> dict[tuple[UUID, UUID], UUID]:
    """Pair → its open match, of records that the run speaks of."""
    rows = Match.objects.unjudged().values_list("left_id", "right_id", "pk")
    return {
        (left, right): pk
        for left, right, pk in rows
        if left not in changed and right not in changed
    }


def _write(
    found: dict[tuple[UUID, UUID], float],
    known: dict[tuple[UUID, UUID], UUID],
    progress: core.Progress,
) -> None:
    pairs: Pairs = sorted(found)
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        said = comparisons(some)
        matches = {
            match.people_ids: match
            for match in Match.objects.filter(
                pk__in=[known[pair] for pair in some if pair in known]
            )
        }
        old = [rewritten(match, pair[0], said[pair]) for pair, match in matches.items()]
        new = [written(*pair, said[pair]) for pair in some if pair not in matches]
        valued([*old, *new])
        Match.objects.bulk_update(old, ["weight", "value", "reasons", "updated_at"])
        Match.objects.bulk_create(new)
        progress.step(start + len(some), of=len(pairs), message="Writing matches")


def _cases_of(people: set[UUID]) -> list[UUID]:
    return sorted(set(Person.objects.filter(pk__in=people).values_list("case_id", flat=True)))
