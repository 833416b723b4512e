"""Two reviewers, the second of whom does not know what the first said (see `linking.impact`)."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.exceptions import ValidationError

from accounts.models import User
from linking import impact
from linking.models import Answer, Match, Opinion, Review, Verdict


def must_wait(match: Match, answer: str, last: Verdict | None, *, by: User) -> bool:
    """Whether `answer` is the first of two opinions, which changes nothing yet."""
    if answer != Answer.SAME or (last and last.answer == Answer.SAME):
        return False
    if match.pending and match.pending.by_id != by.pk:
        return False  # It is the second.
    return impact.wants_second(match.left, match.right) and not _may_settle(last, by)


def _may_settle(last: Verdict | None, by: User) -> bool:
    """Whether two disagreed, and this is a third who may decide between them."""
    if not (last and last.is_disputed and by.has_perm("linking.settle_match")):
        return False
    return by.pk not in {opinion.by_id for opinion in last.opinions}


def give_first(match: Match, answer: str, *, by: User, note: str) -> Opinion:
    """Keep the opinion until somebody else has given theirs."""
    if match.pending:
        raise ValidationError(
            "You gave the first opinion on these two; the second has to be another reviewer's."
        )
    opinion = _write(match, answer, by=by, note=note)
    match.pending, match.review, match.version = opinion, Review.SECOND, match.version + 1
    match.save(update_fields=["pending", "review", "version", "updated_at"])
    return opinion


def settle(match: Match, answer: str, *, by: User, note: str) -> dict[str, Any]:
    """What the verdict says once the second opinion is there: the answer of both, or *unsure*."""
    first, second = match.pending, _write(match, answer, by=by, note=note)
    assert first, "a second opinion follows a first one"
    said = {"by": by, "first": first, "second": second}
    if first.answer == second.answer:
        return said | {"answer": answer, "note": note}
    words = (
        f"Two reviewers disagree: {first.by} said “{first.get_answer_display()}”, "
        f"{by} said “{second.get_answer_display()}”."
    )
    return said | {"answer": Answer.UNSURE, "note": words}


def withdraw(match: Match, *, by: User) -> Opinion:
    """Take back a first opinion that nobody has answered yet; it stays written."""
    opinion = match.pending
    if opinion is None or opinion.by_id != by.pk:
        raise ValidationError("A second opinion is wanted on this pair. Give yours instead.")
    with pghistory.context(note="Withdrew the first opinion"):
        match.pending, match.review, match.version = None, "", match.version + 1
        match.save(update_fields=["pending", "review", "version", "updated_at"])
    return opinion


def _write(match: Match, answer: str, *, by: User, note: str) -> Opinion:
    return Opinion.objects.create(
        left=match.left, right=match.right, answer=answer, by=by, note=note
    )
