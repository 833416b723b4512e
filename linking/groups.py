"""Suggested groups: records that may all be one human. Shown, never merged.

Each reader's groups are made of what that reader may open and of nothing else, so that no group
tells of a record behind a closed case; one neutral line says where a group may go on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from accounts.models import User
from linking import hints
from linking.clusters import clusters
from linking.current import current
from linking.filters import OPEN
from linking.models import Answer, Identity, IdentityMember, Match, Verdict
from people.models import Person

#: The strongest open matches that one page is made of.
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Records that may be one human, each with its identity where the reader sees two of that;
    the pairs to judge; and whether a match leads on into closed cases."""

    joined: list[tuple[Person, Identity | None]]
    matches: list[Match]
    goes_on: bool

    @property
    def records(self) -> list[Person]:
        return [person for person, _ in self.joined]

    @property
    def cases(self) -> int:
        return len({person.case_id for person in self.records})

    @property
    def judge_url(self) -> str:
        """The strongest pair, within a queue of this group alone."""
        refs = ",".join(sorted(person.ref for person in self.records))
        query = urlencode({"answer": OPEN, "among": refs})
        return f"{self.matches[0].get_absolute_url()}?{query}"


def suggested_to(user: User) -> list[set[UUID]]:
    """Groups of records that `user` may open with at least one open pair; the largest first,
    of two as large the one with the strongest pair."""
    weights = _open_matches(user)
    people = {person for pair in weights for person in pair}
    together = _identities_around(people, user)
    people |= {person for identity in together for person in identity}
    different = Verdict.objects.live().visible_to(user).filter(answer=Answer.DIFFERENT)
    apart = different.touching_any(people).values_list("left_id", "right_id")
    groups = clusters(weights, together, list(apart))
    home = {person: number for number, group in enumerate(groups) for person in group}
    strongest: dict[int, float] = {}
    for (one, other), weight in weights.items():
        if one in home and home[one] == home.get(other):
            strongest[home[one]] = max(weight, strongest.get(home[one], weight))
    order = sorted(strongest, key=lambda number: (-len(groups[number]), -strongest[number]))
    return [groups[number] for number in order]


def described(groups: list[set[UUID]], user: User) -> list[Suggestion]:
    """What a page of groups shows; as many queries for one as for many."""
    people = {person for group in groups for person in group}
    seen = Person.objects.visible_to(user).filter(pk__in=people).for_list()
    records = list(seen.order_by("case__ref", "ref"))
    identities = _identities_of(records)
    visible = Match.objects.for_list().visible_to(user).open()
    matches = list(visible.filter(left__in=people, right__in=people).order_by("-value", "ref"))
    leading_on = hints.leading_on(people, user)
    return [
        Suggestion(
            joined=[(one, identities.get(one.pk)) for one in records if one.pk in group],
            matches=[match for match in matches if group.issuperset(match.people_ids)],
            goes_on=not leading_on.isdisjoint(group),
        )
        for group in groups
    ]


def _identities_of(records: Iterable[Person]) -> dict[UUID, Identity]:
    """Record → its identity, where two of `records` are in that: one alone tells nothing."""
    members = IdentityMember.objects.filter(person__in=[person.pk for person in records])
    found = list(members.select_related("identity"))
    seen = Counter(member.identity_id for member in found)
    return {member.person_id: member.identity for member in found if seen[member.identity_id] > 1}


def _open_matches(user: User) -> dict[tuple[UUID, UUID], float]:
    matches = Match.objects.visible_to(user).open().filter(weight__gte=current().possible)
    rows = matches.order_by("-weight", "ref").values_list("left_id", "right_id", "weight")
    return {(left, right): weight for left, right, weight in rows[:MOST]}


def _identities_around(people: set[UUID], user: User) -> list[set[UUID]]:
    """The identities of `people`, of each the records that `user` may open."""
    mine = IdentityMember.objects.filter(person__in=people).values("identity")
    seen = Person.objects.visible_to(user)
    fellows = IdentityMember.objects.filter(identity__in=mine, person__in=seen)
    together: dict[UUID, set[UUID]] = defaultdict(set)
    for identity, person in fellows.values_list("identity_id", "person_id"):
        together[identity].add(person)
    return list(together.values())
