"""Identities: the connected components of what reviewers called *same*.

They are rebuilt in the transaction of each verdict, and a verdict that would contradict others is
refused with the chain of records that speaks against it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from linking.models import Answer, Identity, IdentityMember, Verdict
from linking.querysets import VerdictQuerySet
from people.models import Person

#: Record → the records it is believed to be the same as.
Graph = dict[UUID, set[UUID]]
#: Code of a refusal whose reasons the reviewer may not open.
UNSEEN = "unseen"


def same_as(people: Iterable[UUID]) -> Graph:
    """The component(s) of *same* around `people`, fetched ring by ring."""
    graph: Graph = {person: set() for person in people}
    ring = set(graph)
    while ring:
        pairs = _live(Answer.SAME).filter(Q(left__in=ring) | Q(right__in=ring))
        ring = set()
        for left, right in pairs.values_list("left_id", "right_id"):
            for one, other in ((left, right), (right, left)):
                if one not in graph:
                    ring.add(one)
                graph.setdefault(one, set()).add(other)
    return graph


def path(graph: Graph, start: UUID, goal: UUID) -> list[UUID]:
    """The shortest chain from `start` to `goal`, both included; empty when there is none."""
    came_from: dict[UUID, UUID | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came_from:
        here = queue.popleft()
        for there in graph.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    if goal not in came_from:
        return []
    chain: list[UUID] = []
    step: UUID | None = goal
    while step is not None:
        chain.append(step)
        step = came_from[step]
    return chain[::-1]


def refuse_contradiction(left: Person, right: Person, answer: str, *, by: User) -> None:
    """Raises ValidationError when the verdict cannot stand beside the live ones on other pairs.

    The words show the chain that speaks against it. Where the reviewer may not open all of it the
    words tell nothing of it, and the code of the error is `UNSEEN`.
    """
    graph = same_as([left.pk, right.pk])
    graph[left.pk].discard(right.pk)
    graph[right.pk].discard(left.pk)
    if answer == Answer.SAME:
        _refuse_joining_different(graph, left, right, by)
    elif answer == Answer.DIFFERENT and (chain := path(graph, left.pk, right.pk)):
        raise _refusal("These two are the same person by other verdicts", chain, by)


def _refuse_joining_different(graph: Graph, left: Person, right: Person, by: User) -> None:
    graph[left.pk].add(right.pk)
    graph[right.pk].add(left.pk)
    joined = _component(graph, left.pk)
    clash = _live(Answer.DIFFERENT).filter(left__in=joined, right__in=joined)
    pair = clash.exclude(left=min(left.pk, right.pk), right=max(left.pk, right.pk)).first()
    if pair:
        chain = path(graph, pair.left_id, pair.right_id)
        raise _refusal(
            "This would make one person of two that a reviewer found different", chain, by
        )


def _refusal(why: str, chain: list[UUID], by: User) -> ValidationError:
    seen = dict(Person.objects.visible_to(by).filter(pk__in=chain).values_list("pk", "ref"))
    if not all(person in seen for person in chain):
        return ValidationError(
            "Other verdicts speak against this one. Say “unsure”, and ask your supervisor.",
            code=UNSEEN,
        )
    words = " = ".join(seen[person] for person in chain)
    return ValidationError(f"{why}: {words}. Change one of those verdicts first.")


def rebuild(people: Iterable[UUID]) -> set[UUID]:
    """Write the identities of `people` and of everybody they are the same as.

    Returns whose identity was written. An identity keeps its reference with those who were most of
    it, so that an address leads to the same human after every rebuild.
    """
    graph = same_as(people)
    before = list(IdentityMember.objects.filter(person__in=graph))
    # Whoever was in one identity with them may be split off now.
    fellows = IdentityMember.objects.filter(identity__in=[member.identity_id for member in before])
    graph = same_as([*graph, *fellows.values_list("person_id", flat=True)])
    home = dict(fellows.values_list("person_id", "identity_id"))
    fellows.delete()
    components = [component for component in _components(graph) if len(component) > 1]
    kept = _keepers(components, home)
    Identity.objects.filter(pk__in=set(home.values()) - set(kept.values())).delete()
    for number, component in enumerate(components):
        identity = kept.get(number) or Identity.objects.create().pk
        IdentityMember.objects.bulk_create(
            IdentityMember(identity_id=identity, person_id=person) for person in component
        )
    return set(graph)


def _keepers(components: list[set[UUID]], home: dict[UUID, UUID]) -> dict[int, UUID]:
    """Component → the identity it goes on as: the largest overlaps first, none twice."""
    overlaps = Counter(
        (number, home[person])
        for number, component in enumerate(components)
        for person in component
        if person in home
    )
    kept: dict[int, UUID] = {}
    # Of two equal parts the one with the oldest record goes on, in whatever order they were found.
    ranked = sorted(overlaps, key=lambda pair: (-overlaps[pair], pair[1], min(components[pair[0]])))
    for number, identity in ranked:
        if number not in kept and identity not in kept.values():
            kept[number] = identity
    return kept


def _live(answer: str) -> VerdictQuerySet:
    return Verdict.objects.live().filter(answer=answer)


def _component(graph: Graph, start: UUID) -> set[UUID]:
    seen, queue = {start}, deque([start])
    while queue:
        for there in graph[queue.popleft()] - seen:
            seen.add(there)
            queue.append(there)
    return seen


def _components(graph: Graph) -> list[set[UUID]]:
    left, found = set(graph), []
    while left:
        found.append(_component(graph, next(iter(left))))
        left -= found[-1]
    return found
