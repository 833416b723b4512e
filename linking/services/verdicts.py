"""What reviewers say of pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cases.models import Case
from core import services as core
from linking import crossrefs, identities
from linking.model import Facts, compare, facts_of
from linking.models import Answer, Match, Verdict
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
) -> Verdict:
    """Record what a reviewer says of a pair; identities and case links follow at once.

    A further verdict on the same pair supersedes the last: that is how one is undone. Raises
    ValidationError when it contradicts other verdicts, StaleRecord when somebody judged the pair
    since `version` of its match.
    """
    left, right = sorted((left, right), key=lambda person: person.pk)
    if left == right:
        raise ValidationError("A record is always the same person as itself.")
    one_writer_of_links()
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
