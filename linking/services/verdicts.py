"""What reviewers say of pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import services as core
from linking import identities, value
from linking.candidates import comparison
from linking.digests import changed_sides, digests
from linking.models import Answer, Match, Opinion, Review, Verdict
from linking.services import crossrefs, opinions
from linking.services.lock import one_writer_of_links
from people.models import Person


@transaction.atomic
def judge(
    left: Person,
    right: Person,
    answer: str,
    *,
    by: User,
    note: str = "",
    version: int | None = None,
) -> Verdict | Opinion:
    """Record what a reviewer says of a pair; identities and the links of both cases follow at once.

    A further verdict on the same pair supersedes the last: that is how one is undone. Where two
    reviewers are wanted the first is answered with an Opinion, from which nothing follows yet.
    Raises ValidationError when it contradicts other verdicts, StaleRecord when somebody judged the
    pair since `version` of its match.
    """
    left, right = sorted((left, right), key=lambda person: person.pk)
    if left == right:
        raise ValidationError("A record is always the same person as itself.")
    one_writer_of_links()
    match = _match_of(left, right, version)
    identities.refuse_contradiction(left, right, answer, by=by)
    last = _last_on(match)
    if opinions.must_wait(match, answer, last, by=by):
        return opinions.give_first(match, answer, by=by, note=note)
    if match.pending and match.pending.by_id != by.pk:
        return _record(match, last, **opinions.settle(match, answer, by=by, note=note))
    return _record(match, last, answer=answer, by=by, note=note)


@transaction.atomic
def undo(match: Match, *, by: User, version: int | None) -> Verdict | Opinion:
    """Take the live verdict on a pair back, by a further one: what was said before it, or *unsure*.

    Of two opinions of which only the first is there, that one is withdrawn by whoever gave it.
    Raises ValidationError when there is none, and whatever `judge` raises.
    """
    one_writer_of_links()
    match = core.lock(match, version)
    if match.pending:
        return opinions.withdraw(match, by=by)
    last = _last_on(match)
    if last is None:
        raise ValidationError("Nobody has judged this pair, so there is nothing to undo.")
    former = last.supersedes.answer if last.supersedes else Answer.UNSURE
    identities.refuse_contradiction(match.left, match.right, former, by=by)
    note = f"Undid “{last.get_answer_display()}”"
    return _record(match, last, answer=former, by=by, note=note)


def wants_another(match: Match, *, by: User) -> bool:
    """Whether *same*, said by this reviewer, would wait for a second one."""
    return opinions.must_wait(match, Answer.SAME, _last_on(match), by=by)


def flag_changed(person: Person) -> None:
    """Say of each judged pair of the person whether what was compared has changed since.

    No verdict is touched: a reviewer is told, and decides. Called when the person is linked.
    """
    judged = {
        match.people_ids: match for match in Match.objects.touching(person).exclude(answer="")
    }
    if not judged:
        return
    now = digests(judged)
    flags: dict[bool, list[Any]] = {True: [], False: []}
    for verdict in Verdict.objects.live().touching(person):
        pair = verdict.people_ids
        flags[any(changed_sides(verdict.facts, now[pair]))].append(judged[pair].pk)
    for flag, matches in flags.items():
        Match.objects.filter(pk__in=matches, changed=not flag).update(changed=flag)


def _record(match: Match, last: Verdict | None, **said: Any) -> Verdict:
    """Write the verdict, and all that follows from it."""
    left, right = match.people
    facts = digests([match.people_ids])[match.people_ids]
    verdict = Verdict.objects.create(left=left, right=right, supersedes=last, facts=facts, **said)
    with pghistory.context(note=verdict.note):
        match.answer, match.version = verdict.answer, match.version + 1
        match.pending, match.changed = None, False
        match.review = Review.DISPUTED if verdict.is_disputed else ""
        match.save()
    if Answer.SAME in (verdict.answer, last and last.answer):
        value.revalue(identities.rebuild([left.pk, right.pk]))
    crossrefs.refresh_now(*sorted({left.case_id, right.case_id}))
    crossrefs.mark(*_cases_around(left, right))
    return verdict


def _last_on(match: Match) -> Verdict | None:
    live = Verdict.objects.live().filter(left=match.left_id, right=match.right_id)
    return live.select_related("supersedes", "first", "second").first()


def _match_of(left: Person, right: Person, version: int | None) -> Match:
    """The match of the pair, locked; made when a reviewer joins two that no machine proposed."""
    match, _ = Match.objects.get_or_create(
        left=left,
        right=right,
        defaults=_first_match(left, right),
    )
    return core.lock(match, version)


def _first_match(left: Person, right: Person) -> dict[str, Any]:
    result = comparison(left.pk, right.pk)
    (worth,) = value.values_for({(left.pk, right.pk): result.weight}).values()
    return {"weight": result.weight, "value": worth, "reasons": result.as_json()}


def _cases_around(left: Person, right: Person) -> Iterable[UUID]:
    """The further cases of everybody whom they are the same as."""
    graph = identities.same_as([left.pk, right.pk])
    cases = Person.objects.filter(pk__in=list(graph)).values_list("case_id", flat=True)
    return sorted({*cases} - {left.case_id, right.case_id})
