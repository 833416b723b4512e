"""Statements and protection orders, as the case file prints them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from accounts.models import User
from cases.casefile import Block, Facts, Heading, Paragraph, Table
from cases.models import Case
from victims.models import ProtectionOrder, Statement


def statements(case: Case, user: User) -> Iterator[Block]:
    """Each statement in full, with what a later one did to it."""
    rows = Statement.objects.visible_to(user).of_case(case).for_list()
    rows = rows.select_related("earlier").prefetch_related("files")
    for row in rows.order_by("victim__person__name", "taken_on"):
        yield Heading(f"{row.victim.name_for(user)}: {row}", of=[row])
        yield Facts(
            [
                ("Taken by", row.taken_by),
                ("Place", row.place),
                ("Language", row.language),
                ("Interpreter", row.interpreter),
                ("Read back to them", row.read_back),
                ("Signed", row.signed),
                ("Cooperation", row.get_cooperation_display()),
                (row.get_amends_display() or "Earlier statement", row.earlier),
                ("Original", row.file_ref),
                ("Files, with sha-256", [f"{file} {file.sha256}" for file in row.files.all()]),
            ]
        )
        if row.summary:
            yield Paragraph(row.summary)


def orders(case: Case, user: User) -> Iterator[Block]:
    """What protects whom, and how each order stands on the day of the print."""
    found = ProtectionOrder.objects.visible_to(user).of_case(case).for_list()
    rows = list(found.order_by("victim__person__name", "effective_on"))
    today = timezone.localdate()
    if rows:
        yield Table(
            ["Victim", "Order", "Court", "From", "Until", "State", "Refuge and conditions"],
            [
                [row.victim.name_for(user), [row.get_kind_display(), row.statute], row.court,
                 row.effective_on, row.expires_on, row.state_on(today).label,
                 [text for text in (row.refuge, row.conditions, row.revoked_because) if text]]
                for row in rows
            ],
            of=rows,
            widths=[3, 4, 3, 2, 2, 2, 4],
        )  # fmt: skip
