"""Victims with their care, and their screenings, as the case file prints them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from accounts.models import User
from cases.casefile import Block, Facts, Heading, Paragraph, Table
from cases.models import Case
from victims.models import (
    Consent,
    ConsentState,
    Need,
    Placement,
    Screening,
    Victim,
    standing,
)
from victims.screening import Value


def victims(case: Case, user: User) -> Iterator[Block]:
    """Each victim with status and care; names and shelters only to those who may read them."""
    rows = list(Victim.objects.visible_to(user).of_case(case).select_related("person"))
    if not rows:
        return
    yield Table(
        ["Victim", "Status", "Decided by", "Age", "Also", "Reference"],
        [_row(victim, user) for victim in rows],
        of=rows,
        widths=[5, 4, 3, 2, 4, 3],
    )
    yield from _needs(case, user)
    yield from _placements(case, user)
    yield from _consents(case, user)


def _row(victim: Victim, user: User) -> list[object]:
    also = [
        victim.is_injured and "injured or abused",
        victim.is_crime_victim and "victim of another crime",
        victim.is_unaccompanied and "unaccompanied child",
        victim.needs_interpreter and "needs an interpreter",
    ]
    return [
        victim.name_for(user), victim.get_status_display(), victim.get_decided_by_display(),
        victim.age.words if victim.age else "", [words for words in also if words], victim.ref,
    ]  # fmt: skip


def _needs(case: Case, user: User) -> Iterator[Block]:
    needs = list(Need.objects.visible_to(user).of_case(case).select_related("victim__person"))
    if needs:
        yield Heading("Needs")
        yield Table(
            ["Victim", "Need", "Urgency", "Noticed", "Met"],
            [
                [row.victim.name_for(user), [str(row), row.detail], row.get_urgency_display(),
                 row.noticed_on, row.met_on]
                for row in needs
            ],
            of=needs,
        )  # fmt: skip


def _placements(case: Case, user: User) -> Iterator[Block]:
    stays = Placement.objects.visible_to(user).of_case(case).select_related("victim__person")
    if rows := list(stays.order_by("victim__person__name", "since")):
        may_read = user.has_perm("victims.view_shelteraddress")
        yield Heading("Where they live")
        yield Table(
            ["Victim", "Stay", "Address", "From", "To"],
            [
                [row.victim.name_for(user), str(row),
                 row.address if may_read or not row.address else "Confidential", row.since,
                 row.until]
                for row in rows
            ],
            # What the manifest hashes is the record; it opens no address.
            of=rows,
        )  # fmt: skip


def _consents(case: Case, user: User) -> Iterator[Block]:
    """How each stands today, of what was asked."""
    asked: dict[Victim, list[Consent]] = {}
    rows = Consent.objects.visible_to(user).of_case(case).select_related("victim__person")
    for consent in rows:
        asked.setdefault(consent.victim, []).append(consent)
    if asked:
        yield Heading("Consents as they stand")
        yield Table(
            ["Victim", "Consent", "State", "Since", "Expires"],
            [
                [victim.name_for(user), row.scope.label, row.state.label, row.row.given_on,
                 row.row.expires_on]
                for victim, consents in asked.items()
                for row in standing(consents, timezone.localdate())
                if row.row and row.state != ConsentState.NOT_ASKED
            ],
            of=[consent for consents in asked.values() for consent in consents],
        )  # fmt: skip


def screenings(case: Case, user: User) -> Iterator[Block]:
    """Every screening with its answers, findings and decision; superseded ones too."""
    for row in Screening.objects.visible_to(user).of_case(case).for_detail():
        yield Heading(f"{row.victim.name_for(user)}: {row}", of=[row])
        yield Facts(
            [
                ("Instrument", row.instrument),
                ("Held by", row.interviewer),
                ("State", row.get_state_display()),
                ("Conclusion", row.get_conclusion_display()),
                ("Reasons", row.reasoning),
                ("Decided by", row.decided_by),
                ("Approved by", row.approved_by),
                ("The answers show (deciding nothing)", row.findings.overall.label),
                ("Non-punishment", row.non_punishment),
                ("Superseded by", getattr(row, "superseded_by", None)),
            ]
        )
        yield from _answers(row)


def _answers(screening: Screening) -> Iterator[Block]:
    texts = {each.code: each.text for each in screening.instrument.scheme.indicators}
    told = [row for row in screening.answers.all() if row.value != Value.NOT_ASKED]
    if told:
        yield Table(
            ["Indicator", "Answer", "Note", "Evidence"],
            [[texts[row.indicator], row.get_value_display(), row.note, row.evidence]
             for row in told],
            widths=[6, 2, 4, 2],
        )  # fmt: skip
    else:
        yield Paragraph("Nothing was asked.")
