"""The parts that this app adds to the case file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django_countries import countries

from accounts.models import User
from audit import history as audit
from cases import timeline as cases
from cases.casefile import Block, Facts, Heading, Paragraph, Part, Table
from cases.claims import side_by_side, subjects
from cases.models import (
    Assignment,
    Case,
    Claim,
    CustodyEvent,
    EvidenceItem,
    LegalAction,
    LegalRequest,
    Note,
    Place,
    RescueOperation,
)
from cases.views import CaseHistoryView


def summary(case: Case, user: User) -> Iterator[Block]:
    if case.summary:
        yield Paragraph(case.summary)
    yield Facts(
        [
            ("Country", countries.name(case.country)),
            ("Opened", case.opened_on),
            ("Status", case.get_status_display()),
            ("Stage", case.get_stage_display()),
            ("Sensitivity", case.get_sensitivity_display()),
            ("Exploitation", _labels(case, "exploitation")),
            ("Scams", _labels(case, "scams")),
        ],
        of=[case],
    )
    working = Assignment.objects.visible_to(user).live().filter(case=case)
    yield Heading("Who works on it")
    yield Table(
        ["Who", "Level", "Purpose"],
        [
            [row.user or row.agency, row.get_level_display(), row.purpose]
            for row in working.select_related("agency", "user")
        ],
    )
    if user.has_perm("cases.view_note"):
        yield from _notes(case, user)


def _labels(case: Case, field: str) -> str:
    return str(getattr(case, f"get_{field}_display")())


def _notes(case: Case, user: User) -> Iterator[Block]:
    notes = list(Note.objects.visible_to(user).of_case(case).select_related("author"))
    if notes:
        yield Heading("Notes")
        yield Table(
            ["When", "Who", "Note"],
            [[note.created_at, note.author, note.text] for note in notes],
            of=notes,
            widths=[2, 2, 6],
        )


def operations(case: Case, user: User) -> Iterator[Block]:
    """Each operation with the counts as they were reported, beside nothing that was worked out."""
    rows = RescueOperation.objects.visible_to(user).of_case(case).select_related("place")
    rows = rows.prefetch_related("counts__source", "parts__agency")
    for operation in rows:
        yield Heading(str(operation), of=[operation])
        yield Facts(
            [
                ("When", operation.moment),
                ("Place", operation.place),
                ("Triggered by", operation.get_trigger_display()),
                ("Agencies", [*operation.parts.all(), *filter(None, [operation.agencies])]),
                ("As reported", [str(count) for count in operation.counts.all()]),
            ]
        )
        if operation.account:
            yield Paragraph(operation.account)
    places = list(Place.objects.visible_to(user).of_case(case))
    if places:
        yield Heading("Places")
        yield Table(
            ["Place", "Kind", "Address"],
            [[place, place.get_kind_display(), place.address] for place in places],
            of=places,
        )


def sources(case: Case, user: User) -> Iterator[Block]:
    """Who said what, side by side; the claim that the case goes by is marked."""
    claims = list(Claim.objects.visible_to(user).of_case(case).for_list())
    known = {key: row for rows in subjects(case, user).values() for key, row in rows.items()}
    for saying in side_by_side(claims, known):
        yield Heading(f"{saying.subject}: {saying.field}", of=saying.claims)
        yield Table(
            ["As it was said", "Who said it", "Grade", ""],
            [
                [claim.value, claim.source.said_by or claim.source, claim.source.grade,
                 "Preferred" if claim.is_preferred else ""]
                for claim in saying.claims
            ],
            widths=[5, 4, 1, 2],
        )  # fmt: skip


def evidence(case: Case, user: User) -> Iterator[Block]:
    """What was found, then for each item its amounts, files and chain of custody."""
    items = list(
        EvidenceItem.objects.visible_to(user)
        .of_case(case)
        .for_list()
        .prefetch_related("files", "custody")
    )
    if items:
        yield Table(
            ["Item", "Category", "Count", "Found", "Where", "Held by", "Seal", "Status"],
            [
                [
                    item, item.get_category_display(), item.count, item.found_at, item.found_in,
                    item.held_by, item.seal, item.get_status_display(),
                ]
                for item in items
            ],
            of=items,
            widths=[4, 2, 1, 3, 3, 3, 2, 2],
        )  # fmt: skip
    for item in items:
        yield from _item(item, user)


def _item(item: EvidenceItem, user: User) -> Iterator[Block]:
    yield Heading(f"{item} ({item.ref})")
    amounts = [f"{row} – “{row.as_reported}”, {row.source}" for row in item.amounts.all()]
    facts: list[tuple[str, Any]] = [
        ("Found by", item.found_by),
        ("Found on", item.found_on),
        ("Belongs to", item.belongs_to),
        ("Numbers", [str(number) for number in item.numbers.all()]),
        ("Amounts, as reported", amounts),
        ("Remarks", item.remarks),
    ]
    if user.has_perm("cases.view_evidencefile"):
        files = item.files.all()
        facts.append(("Files, with sha-256", [f"{file} {file.sha256}" for file in files]))
    yield Facts([(label, value) for label, value in facts if value])
    custody = list(item.custody.all())
    yield Table(
        ["When", "From", "To", "Purpose", "Place", "Seal found", "Seal put on"],
        [
            [
                event.at, event.given_by, event.to, event.purpose, event.place,
                _seal(event), event.seal_after,
            ]
            for event in custody
        ],
        of=custody,
        widths=[3, 3, 3, 4, 3, 2, 2],
    )  # fmt: skip


def _seal(event: CustodyEvent) -> str:
    return f"{event.seal_before} ({event.seal_reason})" if event.seal_reason else event.seal_before


def legal(case: Case, user: User) -> Iterator[Block]:
    """Each action with its stages, then what was asked of other countries."""
    actions = LegalAction.objects.visible_to(user).of_case(case).for_list()
    for action in actions.prefetch_related("steps").order_by("created_at"):
        yield Heading(str(action.statute), of=[action])
        yield Facts(
            [
                ("Against", [str(charged) for charged in action.charged.all()]),
                ("Stage", action.get_stage_display()),
                ("Reached", [str(step) for step in action.steps.all()]),
                ("Outcome", action.get_outcome_display()),
                ("Agency", action.agency),
                ("Court", action.court),
                ("Reference of the court", action.court_ref),
                ("Gap in the law", action.statute.gap),
                ("Remarks", action.remarks),
            ]
        )
    if user.has_perm("cases.view_legalrequest"):
        yield from _requests(case, user)


def _requests(case: Case, user: User) -> Iterator[Block]:
    requests = list(LegalRequest.objects.visible_to(user).of_case(case).for_list())
    if requests:
        yield Heading("Requests to other countries")
        yield Table(
            ["Request", "Number", "About", "Status", "Sent", "Answered", "Remarks"],
            [
                [[row, row.get_colour_display()] if row.colour else row, row.number, row.person,
                 row.get_status_display(), row.sent_on, row.answered_on, row.remarks]
                for row in requests
            ],
            of=requests,
            widths=[4, 2, 3, 2, 2, 2, 3],
        )  # fmt: skip


def timeline(case: Case, user: User) -> Iterator[Block]:
    """The oldest first: paper is read forwards."""
    events = cases.events(case, user)[::-1]
    if events:
        yield Table(
            ["When", "What", "Details"],
            [[event.at_text, event.title, event.text] for event in events],
            widths=[2, 4, 6],
        )


def history(case: Case, user: User) -> Iterator[Block]:
    entries = audit.of(case, *CaseHistoryView.children_for(case, user))
    if entries:
        yield Table(
            ["When", "Who", "What"],
            [[entry.at, entry.by, [entry.sentence, *_changes(entry)]] for entry in entries],
            widths=[2, 2, 7],
        )


def _changes(entry: audit.Entry) -> list[str]:
    return [f"{change.field}: {change.before} → {change.after}" for change in entry.changes]


PARTS = (
    Part("summary", "Summary", "cases.view_case", summary, order=0),
    Part("operations", "Rescue operations", "cases.view_rescueoperation", operations, order=10),
    Part("evidence", "Evidence", "cases.view_evidenceitem", evidence, order=40),
    Part("legal", "Legal actions", "cases.view_legalaction", legal, order=60),
    Part("sources", "Who said what", "cases.view_claim", sources, order=70),
    Part("timeline", "Timeline", "cases.view_case", timeline, order=80),
    Part("history", "History", "cases.change_case", history, order=90),
)
