"""What judging a match is worth: how likely it is × the cases that *same* would join.

Cases that are sealed count only where they are those of the pair itself, so that the order of the
queue tells nothing of a sealed case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from accounts.models import User
from cases.models import Sensitivity
from linking.current import current
from linking.models import IdentityMember, Match
from people.models import Person

Ids = tuple[UUID, UUID]


def values_for(weights: Mapping[Ids, float]) -> dict[Ids, float]:
    """Pair of records → value, given pair → weight; as many queries for one pair as for many.

    What counts is by how much a pair is likelier than the least likely that is proposed.
    """
    joined, least = cases_joined(weights), current().possible
    return {pair: round((weight - least) * joined[pair], 1) for pair, weight in weights.items()}


def cases_joined(pairs: Iterable[Ids], *, user: User | None = None) -> dict[Ids, int]:
    """How many cases each pair would bring together: those of both identities, less one.

    With a user those that they may open; else all but sealed ones.
    """
    pairs = list(pairs)
    around = _cases_around({person for pair in pairs for person in pair}, user)
    return {(one, other): max(1, len(around[one] | around[other]) - 1) for one, other in pairs}


def revalue(people: Iterable[UUID]) -> None:
    """After the identities of `people` were written: their open matches are worth more, or less."""
    matches = list(Match.objects.unjudged().touching_any(people))
    values = values_for({match.people_ids: match.weight for match in matches})
    moved = [match for match in matches if match.value != values[match.people_ids]]
    for match in moved:
        match.value = values[match.people_ids]
    Match.objects.bulk_update(moved, ["value"], batch_size=1_000)


def _cases_around(people: set[UUID], user: User | None) -> dict[UUID, set[UUID]]:
    """Record → the cases of its identity, its own among them."""
    around = {
        person: {case}
        for person, case in Person.objects.filter(pk__in=people).values_list("pk", "case_id")
    }
    members = IdentityMember.objects.filter(person__in=people)
    home = dict(members.values_list("person_id", "identity_id"))
    cases: dict[UUID, set[UUID]] = defaultdict(set)
    fellows = IdentityMember.objects.filter(identity__in=set(home.values()))
    if user:
        fellows = fellows.filter(person__in=Person.objects.visible_to(user))
    else:
        fellows = fellows.exclude(person__case__sensitivity=Sensitivity.SEALED)
    for identity, case in fellows.values_list("identity_id", "person__case_id"):
        cases[identity].add(case)
    for person, identity in home.items():
        around[person] |= cases[identity]
    return around
