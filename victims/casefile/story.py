"""How victims were recruited, taken and held, as the case file prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django_countries import countries

from accounts.models import User
from cases.casefile import Block, Facts, Heading, Paragraph, Table
from cases.models import Case
from victims.models import Exploitation, JourneyLeg, RecruitmentAccount


def recruitment(case: Case, user: User) -> Iterator[Block]:
    """Each account in full, the story in the victim's words."""
    rows = RecruitmentAccount.objects.visible_to(user).of_case(case).for_list()
    for row in rows.order_by("victim__person__name", "created_at"):
        yield Heading(f"{row.victim.name_for(user)}: {row}", of=[row])
        yield _known(
            ("Recruited", row.recruited_on),
            ("By", row.recruiter),
            ("Relationship", row.get_relationship_display()),
            ("Channel", row.get_channel_display()),
            ("Platform", row.platform_words),
            ("Advertisement", [text for text in (row.advert_url, row.advert_text) if text]),
            ("Promised employer", row.employer),
            (
                "Promised place",
                _joined(row.promised_city, countries.name(str(row.promised_country))),
            ),
            ("Promised salary", row.salary_words),
            ("Debt claimed", [text for text in (row.debt_words, row.claimed_debt) if text]),
            ("Ticket paid by", row.get_ticket_paid_by_display()),
        )
        if row.story:
            yield Paragraph(row.story)


def journeys(case: Case, user: User) -> Iterator[Block]:
    """Every leg; what a victim was only told says so."""
    found = JourneyLeg.objects.visible_to(user).of_case(case).for_list()
    rows = list(found.order_by("victim__person__name", "victim", "is_planned", "position"))
    if rows:
        yield Table(
            ["Victim", "Leg", "Told or taken", "Left", "Arrived", "By", "Document and entry"],
            [
                [row.victim.name_for(user), row, "Only told" if row.is_planned else "Taken",
                 row.departed_on, row.arrived_on,
                 _joined(row.get_mode_display(), row.carrier, row.flight),
                 _joined(row.get_document_display(), row.get_entry_display())]
                for row in rows
            ],
            of=rows,
            widths=[3, 5, 2, 2, 2, 3, 3],
        )  # fmt: skip


def captivity(case: Case, user: User) -> Iterator[Block]:
    """Each period in which somebody was held and made to work."""
    rows = Exploitation.objects.visible_to(user).of_case(case).for_list()
    for row in rows.order_by("victim__person__name", "began_on"):
        yield Heading(f"{row.victim.name_for(user)}: {row}", of=[row])
        yield _known(
            ("From", row.began_on),
            ("To", row.ended_on),
            ("Forced to commit", _labels(row, "crimes")),
            ("Scams", _labels(row, "scams")),
            ("Tasks", row.tasks),
            ("Target countries", _labels(row, "targets")),
            ("Hours a day", row.hours),
            ("Meals a day", row.meals),
            ("Quota", row.quota),
            ("Punishments", _labels(row, "punishments")),
            ("Pay promised", row.promised_words),
            ("Pay received", row.received_words),
            ("Debt, as the captors kept it", row.debt_ledger),
            ("Who held the passport", row.passport_held_by),
            ("Telephone", row.get_phone_access_display()),
            ("Sold from and to", _joined(row.sold_from, row.sold_to)),
            ("Escape attempts", row.escape_attempts),
        )


def _known(*facts: tuple[str, Any]) -> Facts:
    """Of so many things that may be asked, those that somebody told."""
    return Facts([(label, value) for label, value in facts if value])


def _labels(row: Exploitation, field: str) -> str:
    return str(getattr(row, f"get_{field}_display")())


def _joined(*words: Any) -> str:
    return ", ".join(str(word) for word in words if word)
