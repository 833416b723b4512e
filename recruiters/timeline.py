"""What recruiters tell the timeline of a case: since when people were tied or belonged together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accounts.models import User
from cases.models import Case
from cases.timeline import Event
from recruiters.models import Membership, Tie
from recruiters.network import Edge, of_membership, of_tie
from recruiters.nodes import describe


def beginnings(case: Case, user: User) -> Iterable[Event]:
    """Every tie and membership of the case with a known beginning, named as the network does."""
    edges = list(_dated(case, user))
    nodes = describe({end for edge in edges for end in edge.ends}, user)
    for edge in edges:
        source, target = (nodes[end] for end in edge.ends)
        yield Event(
            at=str(edge.since),
            at_text=edge.since.words if edge.since else "",
            icon="sitemap" if edge.kind == "membership" else "link",
            title=f"{source.label} – {edge.relation} – {target.label}",
            text=", ".join(filter(None, [edge.said_by, f"graded {edge.grade}"])),
            url=target.url or source.url,
        )


def _dated(case: Case, user: User) -> Iterator[Edge]:
    if user.has_perm("recruiters.view_tie"):
        ties = Tie.objects.visible_to(user).of_case(case)
        yield from map(of_tie, ties.filter(since__isnull=False))
    if user.has_perm("recruiters.view_membership"):
        memberships = Membership.objects.visible_to(user).of_case(case)
        yield from map(of_membership, memberships.filter(since__isnull=False))
