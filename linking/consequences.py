"""What *same* would change, told before anybody says it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from cases.models import Case
from linking import identities
from linking.crossrefs import SharedKind
from linking.models import Answer, CaseLink, Match
from people.models import Person


@dataclass(frozen=True, slots=True)
class Consequences:
    """`records` would be one identity, `pairs` of cases cross-referenced by a confirmed person.

    `refusals` are the verdicts that other verdicts speak against, in the words of the refusal.
    Only what the reader may see is in it.
    """

    records: list[Person]
    pairs: list[tuple[Case, Case]]
    refusals: list[tuple[Answer, str]]


def of_accepting(match: Match, user: User) -> Consequences:
    left, right = (set(identities.same_as([pk])) for pk in (match.left_id, match.right_id))
    visible = Person.objects.visible_to(user).select_related("case")
    records = list(visible.filter(pk__in=left | right).order_by("case__ref", "ref"))
    here, there = (
        [person.case for person in records if person.pk in side] for side in (left, right)
    )
    answers = (Answer.SAME, Answer.DIFFERENT)
    said = [(answer, _refusal(match, answer, user)) for answer in answers]
    return Consequences(
        records=records,
        pairs=[] if left == right else list(_newly_linked(here, there, user)),
        refusals=[(answer, words) for answer, words in said if words],
    )


def _newly_linked(left: list[Case], right: list[Case], user: User) -> Iterable[tuple[Case, Case]]:
    """Pairs of different cases, one of each side, that no confirmed person joins yet."""
    joined = _joined_by_a_person({case.pk for case in (*left, *right)}, user)
    found: dict[frozenset[UUID], tuple[Case, Case]] = {}
    for one, other in product(left, right):
        pair = frozenset({one.pk, other.pk})
        if len(pair) == 2 and pair not in joined:
            found.setdefault(pair, (one, other))
    return found.values()


def _joined_by_a_person(cases: set[UUID], user: User) -> set[frozenset[UUID]]:
    links = CaseLink.objects.visible_to(user).filter(left__in=cases, right__in=cases)
    return {
        frozenset({link.left_id, link.right_id})
        for link in links
        if any(reason["kind"] == SharedKind.CONFIRMED for reason in link.reasons)
    }


def _refusal(match: Match, answer: Answer, user: User) -> str:
    """The sentence that would refuse the verdict; nothing when its chain is not all visible."""
    try:
        identities.refuse_contradiction(match.left, match.right, answer, by=user)
    except ValidationError as refusal:
        return "" if refusal.code == identities.UNSEEN else " ".join(refusal.messages)
    return ""
