"""The network around people and syndicates, read hop by hop among what a user may see.

Nothing here writes, and nothing asks for one row at a time: a hop costs one query for each kind of
edge, however many points it starts from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Q

from accounts.models import User
from cases.models import Case
from core.dates import PartialDate
from linking.models import IdentityMember, Match
from people.models import IdentifierUse, Person, UseRole
from recruiters.models import Membership, Recruiter, Syndicate, Tie
from recruiters.nodes import DESCRIBED, Key, Node, describe

#: Suggestions of less than about 1,000 to 1 stay out of the drawing.
LIKELY = 10.0
#: A ring wider than this is not walked on from: no drawing could hold what follows.
BREADTH = 10_000


@dataclass(frozen=True, slots=True)
class Edge:
    """That two nodes have to do with each other, and who says so."""

    kind: str
    source: Key
    target: Key
    relation: str
    since: PartialDate | None = None
    said_by: str = ""
    grade: str = ""
    weight: float = 0

    @property
    def ends(self) -> tuple[Key, Key]:
        return self.source, self.target

    @property
    def is_suggestion(self) -> bool:
        return self.kind == "match"


@dataclass(frozen=True, slots=True)
class Network:
    """What is shown, the nearest and best connected first, and how many nodes there are in all.

    Not `is_whole` when a ring was too wide to walk on from: then there are more than `total`.
    """

    nodes: dict[Key, Node]
    edges: list[Edge]
    total: int
    is_whole: bool = True

    def rows(self, edges: Iterable[Edge] | None = None) -> list[dict[str, Any]]:
        """The edges, or some of them, in words and with their nodes: what a table lists."""
        return [
            {
                "source": self.nodes[edge.source], "relation": edge.relation,
                "target": self.nodes[edge.target], "since": edge.since, "said_by": edge.said_by,
                "grade": edge.grade, "case": ", ".join(self.cases_of(edge)),
            }
            for edge in (self.edges if edges is None else edges)
        ]  # fmt: skip

    def cases_of(self, edge: Edge) -> list[str]:
        """The cases that an edge lies in: two, where it joins them."""
        return sorted({self.nodes[end].case for end in edge.ends} - {""})

    def degrees(self) -> Counter[Key]:
        return Counter(end for edge in self.edges for end in edge.ends)


def around(
    seeds: Iterable[Key],
    *,
    user: User,
    hops: int = 2,
    limit: int = 200,
    kinds: Collection[str] | None = None,
) -> Network:
    """What lies within `hops` of the seeds, as far as `user` may see it; at most `limit` nodes."""
    readers = [kind.read for name, kind in KINDS.items() if _is_open(name, user, kinds)]
    distance, edges, is_whole = _walk(dict.fromkeys(seeds, 0), readers, user, hops)
    degree = Counter(end for edge in edges for end in edge.ends)
    order = sorted(
        (key for key in distance if _tells_something(key, distance[key], degree[key])),
        key=lambda key: (distance[key], -degree[key], str(key)),
    )
    nodes = describe(order[:limit], user)
    return Network(nodes, _between(nodes, edges), total=len(order), is_whole=is_whole)


def _walk(
    distance: dict[Key, int], readers: list[Reader], user: User, hops: int
) -> tuple[dict[Key, int], set[Edge], bool]:
    """Every key within reach with its distance, every edge between two, and whether that is all."""
    edges: set[Edge] = set()
    ring: Set[Key] = distance.keys()
    # One round more than hops: what the outermost have to do with one another.
    for hop in range(1, hops + 2):
        if is_too_wide := len(ring) > BREADTH:
            break
        found = _edges_at(ring, readers, user)
        edges |= found
        ring = {end for edge in found for end in edge.ends} - distance.keys()
        if hop <= hops:
            distance |= dict.fromkeys(ring, hop)
    inner = {edge for edge in edges if distance.keys() >= set(edge.ends)}
    return distance, inner, not is_too_wide


def _tells_something(key: Key, distance: int, degree: int) -> bool:
    """Further out, an identifier is there for whom it joins: one that joins nobody is clutter."""
    return key[0] != "identifier" or distance <= 1 or degree > 1


def _is_open(name: str, user: User, kinds: Collection[str] | None) -> bool:
    return (not kinds or name in kinds) and user.has_perm(KINDS[name].permission)


def _edges_at(ring: Set[Key], readers: list[Reader], user: User) -> set[Edge]:
    near = {name: {pk for kind, pk in ring if kind == name} for name in DESCRIBED}
    return {edge for read in readers for edge in read(user, near)}


def _between(nodes: dict[Key, Node], edges: Iterable[Edge]) -> list[Edge]:
    """The edges with both ends shown, in an order that does not change."""
    shown = (edge for edge in edges if nodes.keys() >= set(edge.ends))
    return sorted(
        shown,
        key=lambda edge: (
            nodes[edge.source].label, edge.relation, nodes[edge.target].label, str(edge.ends),
        ),
    )  # fmt: skip


# Edges -------------------------------------------------------------------------------------------

#: Kind of node → the ids of those that a hop starts from.
Near = dict[str, set[Any]]
Reader = Callable[[User, Near], Iterator[Edge]]


def _ties(user: User, near: Near) -> Iterator[Edge]:
    people = near["person"]
    rows = Tie.objects.visible_to(user).filter(Q(subject__in=people) | Q(object__in=people))
    return map(of_tie, rows)


def of_tie(tie: Tie) -> Edge:
    return Edge(
        "tie", ("person", tie.subject_id), ("person", tie.object_id), tie.get_kind_display(),
        tie.since, tie.source, tie.grade,
    )  # fmt: skip


def _memberships(user: User, near: Near) -> Iterator[Edge]:
    rows = Membership.objects.visible_to(user).filter(
        Q(person__in=near["person"]) | Q(syndicate__in=near["syndicate"])
    )
    return map(of_membership, rows)


def of_membership(row: Membership) -> Edge:
    return Edge(
        "membership", ("person", row.person_id), ("syndicate", row.syndicate_id),
        f"member: {row.get_part_display().lower()}", row.since, row.source, row.grade,
    )  # fmt: skip


#: What the person does with the identifier, so that the edge reads as a sentence.
USES: dict[str, str] = {
    UseRole.HOLDER: "holds",
    UseRole.USER: "uses",
    UseRole.CONTACT: "was given in a job offer",
    UseRole.PAYEE: "paid into",
    UseRole.OTHER: "has to do with",
}


def _uses(user: User, near: Near) -> Iterator[Edge]:
    """What is common to many, such as an embassy's telephone, joins nobody."""
    rows = IdentifierUse.objects.visible_to(user).filter(
        Q(person__in=near["person"]) | Q(identifier__in=near["identifier"]),
        identifier__is_common=False,
    )
    for use in rows:
        yield Edge(
            "identifier", ("person", use.person_id), ("identifier", use.identifier_id),
            USES[use.role], said_by=use.source,
        )  # fmt: skip


def _identities(user: User, near: Near) -> Iterator[Edge]:
    people = near["person"]
    seen = IdentityMember.objects.filter(person__in=Person.objects.visible_to(user))
    touched = seen.filter(person__in=people).values("identity")
    groups = defaultdict(list)
    for member in seen.filter(identity__in=touched).order_by("person"):
        groups[member.identity_id].append(member.person_id)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if people & {one, other}:
                yield Edge("identity", ("person", one), ("person", other), "same person")


def _matches(user: User, near: Near) -> Iterator[Edge]:
    people = near["person"]
    rows = Match.objects.visible_to(user).open().filter(weight__gte=LIKELY)
    for match in rows.filter(Q(left__in=people) | Q(right__in=people)):
        yield Edge(
            "match", ("person", match.left_id), ("person", match.right_id), "perhaps the same",
            said_by=f"suggested, {match.weight:.1f} bits", weight=match.weight,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    label: str
    permission: str
    read: Reader


#: Every kind of edge, by its name in the address of the page.
KINDS: dict[str, Kind] = {
    "tie": Kind("Ties between people", "recruiters.view_tie", _ties),
    "membership": Kind("Syndicates", "recruiters.view_membership", _memberships),
    "identifier": Kind("Phones, accounts, documents", "recruiters.view_network", _uses),
    "identity": Kind("Confirmed as one person", "linking.view_identity", _identities),
    "match": Kind("Suggested matches", "linking.view_match", _matches),
}


# Where to begin ----------------------------------------------------------------------------------


def seeds_of(record: Recruiter | Syndicate | Case, user: User) -> list[Key]:
    """The nodes that a record's own network begins with; a case begins with its other side."""
    if isinstance(record, Recruiter):
        return [("person", record.person_id)]
    if isinstance(record, Syndicate):
        return [("syndicate", record.pk)]
    people = Recruiter.objects.visible_to(user).of_case(record).values_list("person", flat=True)
    groups = Syndicate.objects.visible_to(user).of_case(record).values_list("pk", flat=True)
    return [("person", pk) for pk in people] + [("syndicate", pk) for pk in groups]
