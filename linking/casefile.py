"""What the printed case file tells of other cases."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from cases.casefile import Block, Heading, Table
from cases.models import Case
from linking.models import CaseLink
from linking.views.crossrefs import described


def cross_references(case: Case, user: User) -> Iterator[Block]:
    """What it shares with the other cases that the user may open, the strongest first."""
    links = CaseLink.objects.visible_to(user).touching(case)
    links = links.select_related("left", "right").order_by("-strength")
    for link in described(list(links), case, user):
        yield Heading(f"{link['case'].ref} {link['case'].title}")
        yield Table(
            ["Kind", "What both have", "Who", "Strength"],
            [
                [reason["badge"].label, reason["words"], reason["people"], reason["strength"]]
                for reason in link["reasons"]
            ],
            widths=[3, 5, 4, 1],
        )
