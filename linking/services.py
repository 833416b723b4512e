"""Writing keys, matches and verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from cases.models import Case
from core import services as core
from core.models import Job
from linking import crossrefs, identities
from linking.keys import keys_of
from linking.model import PROPOSE, Comparison, Facts, compare, facts_of
from linking.models import Answer, Awaiting, LinkKey, Match, Verdict
from people.models import Person

#: A key that so many records have tells none of them apart; its block is not compared.
BLOCK_CAP = 2_000


# Keys: in the transaction of the write ----------------------------------------------------------


def refresh_keys(person: Person) -> None:
    """Write the person's keys anew, mark them as awaiting linking, and nudge the worker.

    Called in the transaction of the change itself: either all is there or nothing.
    """
    _write_keys(person.pk)
    core.nudge("linking.tasks.link_person", str(person.pk))


def _write_keys(person_id: UUID) -> None:
    person = _with_facts().get(pk=person_id)
    keys = keys_of(person)
    LinkKey.objects.filter(person=person).exclude(key__in=keys).delete()
    LinkKey.objects.bulk_create(
        [LinkKey(person=person, key=key) for key in sorted(keys)], ignore_conflicts=True
    )
    Awaiting.objects.update_or_create(person=person)


# Matches: in the worker -------------------------------------------------------------------------


def link(person_id: UUID) -> int:
    """Compare a waiting person with every candidate; write what is worth a reviewer's look.

    Safe to run twice, and beside another worker: who waits no longer is left alone. Returns how
    many proposals there are.
    """
    with transaction.atomic():
        mark = Awaiting.objects.filter(person=person_id).first()
        if mark is None:
            return 0
        person = _with_facts().get(pk=person_id)
        found = _proposals(person)
        _one_writer_of_links()
        touched = _write_matches(person, found)
        crossrefs.refresh(*Case.objects.filter(pk__in={person.case_id, *touched}))
        # Unless the record changed again while it was being compared.
        Awaiting.objects.filter(person=person_id, since=mark.since).delete()
    return len(found)


def awaiting(*, for_seconds: int, limit: int = 500) -> list[UUID]:
    """Those who have waited that long for linking, the longest first."""
    overdue = timezone.now() - timedelta(seconds=for_seconds)
    waiting = Awaiting.objects.filter(since__lte=overdue).order_by("since")
    return list(waiting.values_list("person_id", flat=True)[:limit])


def candidates(person: Person) -> Iterable[Person]:
    """Everybody who shares a key with the person, but for keys that too many have."""
    keys = list(person.link_keys.values_list("key", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT shared.person_id
            FROM unnest(%s::text[]) AS mine(key)
            CROSS JOIN LATERAL (
                SELECT person_id FROM linking_linkkey
                WHERE key = mine.key
                AND (SELECT count(*) FROM
                     (SELECT 1 FROM linking_linkkey WHERE key = mine.key LIMIT %s) AS block) <= %s
            ) AS shared
            WHERE shared.person_id <> %s
            """,
            [keys, BLOCK_CAP + 1, BLOCK_CAP, person.pk],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return _with_facts().filter(pk__in=ids)


def _proposals(person: Person) -> dict[UUID, Comparison]:
    """Candidate → comparison, for those that reach the weight to be proposed."""
    mine = facts_of(person)
    compared = ((other.pk, compare(mine, facts_of(other))) for other in candidates(person))
    return {pk: result for pk, result in compared if result.weight >= PROPOSE}


def _write_matches(person: Person, found: dict[UUID, Comparison]) -> set[UUID]:
    """Bring the person's open matches in line with `found`; judged ones are left alone.

    Returns the cases of everybody on a match that came, changed or went.
    """
    known = {
        match.other_id(person.pk): match
        for match in Match.objects.touching(person).select_for_update().order_by("pk")
    }
    gone = [match.pk for other, match in known.items() if not match.answer and other not in found]
    changed = [
        _rewritten(known[other], result)
        for other, result in found.items()
        if other in known and not known[other].answer
    ]
    fresh = [
        _match(person.pk, other, result) for other, result in found.items() if other not in known
    ]
    Match.objects.filter(pk__in=gone).delete()
    Match.objects.bulk_update(changed, ["weight", "reasons", "updated_at"])
    # Another worker may have written the pair from its other end.
    Match.objects.bulk_create(fresh, ignore_conflicts=True)
    others = {*found, *known}
    return set(Person.objects.filter(pk__in=others).values_list("case_id", flat=True))


def _match(one: UUID, other: UUID, result: Comparison) -> Match:
    left, right = sorted((one, other))
    return Match(left_id=left, right_id=right, weight=result.weight, reasons=result.as_json())


def _rewritten(match: Match, result: Comparison) -> Match:
    match.weight, match.reasons = result.weight, result.as_json()
    return match


def _with_facts() -> Any:
    return Person.objects.select_related("case").prefetch_related("names", "uses__identifier")


def refresh_case_links(case: Case) -> None:
    """After something that a case shares with others, and that is no person, was written."""
    _one_writer_of_links()
    crossrefs.refresh(case)


# Verdicts: by a reviewer ------------------------------------------------------------------------


@transaction.atomic
def judge(
    left: Person,
    right: Person,
    answer: str,
    *,
    by: User,
    note: str = "",
    version: int | None = None,
) -> Verdict:
    """Record what a reviewer says of a pair; identities and case links follow at once.

    A further verdict on the same pair supersedes the last: that is how one is undone. Raises
    ValidationError when it contradicts other verdicts, StaleRecord when somebody judged the pair
    since `version` of its match.
    """
    left, right = sorted((left, right), key=lambda person: person.pk)
    if left == right:
        raise ValidationError("A record is always the same person as itself.")
    _one_writer_of_links()
    match = _match_of(left, right, version)
    identities.refuse_contradiction(left, right, answer, by=by)
    last = Verdict.objects.live().filter(left=left, right=right).first()
    verdict = Verdict.objects.create(
        left=left, right=right, answer=answer, by=by, note=note, supersedes=last
    )
    with pghistory.context(note=note):
        match.answer, match.version = answer, match.version + 1
        match.save(update_fields=["answer", "version", "updated_at"])
    if Answer.SAME in (answer, last and last.answer):
        identities.rebuild([left.pk, right.pk])
    crossrefs.refresh(*_cases_around(left, right))
    return verdict


def undo(match: Match, *, by: User, version: int | None) -> Verdict:
    """Take the live verdict on a pair back, by a further one: what was said before it, or *unsure*.

    Raises ValidationError when there is none, and whatever `judge` raises.
    """
    last = Verdict.objects.live().filter(left=match.left_id, right=match.right_id).first()
    if last is None:
        raise ValidationError("Nobody has judged this pair, so there is nothing to undo.")
    former = last.supersedes.answer if last.supersedes else Answer.UNSURE
    note = f"Undid “{last.get_answer_display()}”"
    return judge(match.left, match.right, former, by=by, note=note, version=version)


def _one_writer_of_links() -> None:
    """Until the transaction ends, nobody else writes matches, verdicts, identities, case links.

    Two reviewers who join chains at both ends at once could make a contradiction; two workers who
    write the links of the same cases in another order could block each other for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('linking.links'))")


def _match_of(left: Person, right: Person, version: int | None) -> Match:
    """The match of the pair, locked; made when a reviewer joins two that no machine proposed."""
    match, _ = Match.objects.get_or_create(
        left=left,
        right=right,
        defaults=_first_match(facts_of(left), facts_of(right)),
    )
    return core.lock(match, version)


def _first_match(left: Facts, right: Facts) -> dict[str, Any]:
    result = compare(left, right)
    return {"weight": result.weight, "reasons": result.as_json()}


def _cases_around(left: Person, right: Person) -> Iterable[Case]:
    """The cases of both and of everybody they are the same as."""
    graph = identities.same_as([left.pk, right.pk])
    return Case.objects.filter(people__in=list(graph)).distinct()


# All over again ---------------------------------------------------------------------------------


def start_relink(*, by: User) -> Job:
    """Compare every record anew, as a job with progress."""
    return core.start_job("relink", "Compare all records again", by=by)


def relink(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job. Stopping it loses nothing: each person is a transaction of its own."""
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    for number, person in enumerate(people, start=1):
        with transaction.atomic():
            _write_keys(person)
        _report(progress, number, of=2 * len(people), message="Writing keys")
    for number, person in enumerate(people, start=len(people) + 1):
        link(person)
        _report(progress, number, of=2 * len(people), message="Comparing")
    return f"{len(people)} records were compared."


def _report(progress: core.Progress, number: int, *, of: int, message: str) -> None:
    if number % 20 == 0 or number == of:
        progress.step(number, of=of, message=message)
