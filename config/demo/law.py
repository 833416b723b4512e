"""What the law does in the sample cases: statements, protection, prosecutions, requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Agency, User
from cases import services as cases
from cases.models import Case, LegalAction, Statute
from config.demo.accounts import ATIPSOM, PERU, Staff
from config.demo.casework import person_of
from victims import services as victims
from victims.models import Cooperation, OrderKind, StatementKind, Victim

#: Days until an order ends, from the day of loading, so that each warning can be seen.
ENDS_IN = (1, 6, 13, 40)


def of_la_molina(case: Case, people: Sequence[Victim], staff: Staff) -> None:
    """The two who fled gave an account and are protected; the others are heard at home."""
    by, today = staff["investigator"], timezone.localdate()
    for victim in people:
        if "Escaped" in victim.person.remarks:
            _first_account(victim, staff.agencies[PERU])
            victims.grant_order(
                victim,
                kind=OrderKind.RESTRAINING,
                statute="Protective measure, Peru (invented)",
                court="Court in Lima (invented)",
                issued_on=today - timedelta(days=30),
                effective_on=today - timedelta(days=30),
                expires_on=today + timedelta(days=6),
            )
    stages = {"report": date(2023, 10, 6), "investigation": date(2023, 10, 7),
              "arrest": date(2023, 10, 7)}  # fmt: skip
    _charge(case, "art. 129-A", ["Lao Gao"], stages, by)
    stages = {"report": date(2023, 10, 10), "investigation": date(2023, 10, 16)}
    action = _charge(case, "s 12", ["Ah Keong", "Selina Hoh"], stages, by)
    cases.file_request(
        case, kind="mla", to_country="PE", number="MLA-DEMO-1", status="sent",
        sent_on=date(2023, 11, 2), action=action,
    )  # fmt: skip
    cases.file_request(
        case, kind="interpol", colour="blue", number="BLUE-DEMO-1", status="sent",
        sent_on=date(2023, 11, 20), person=person_of(case, "Ah Keong"),
    )  # fmt: skip


def of_klia2(case: Case, people: Sequence[Victim], staff: Staff) -> None:
    hear(people, date(2022, 9, 10), staff)
    stages = {"report": date(2022, 9, 9), "investigation": date(2022, 9, 14),
              "arrest": date(2022, 12, 1), "charge": date(2022, 12, 15),
              "trial": date(2023, 8, 21)}  # fmt: skip
    _charge(case, "s 420", ["Desmond Phua"], stages, staff["investigator"])
    cases.file_request(
        case, kind="extradition", to_country="KH", number="EXT-DEMO-1", status="sent",
        sent_on=date(2023, 2, 6),
    )  # fmt: skip
    cases.file_request(
        case, kind="mla", to_country="KH", number="MLA-DEMO-2", status="answered",
        sent_on=date(2022, 10, 3), answered_on=date(2023, 1, 30),
    )  # fmt: skip


def of_myawaddy(case: Case, people: Sequence[Victim], staff: Staff) -> None:
    _hear_or_not(people, date(2025, 3, 13), staff)
    for victim, days in zip(people, ENDS_IN, strict=False):
        begun = timezone.localdate() + timedelta(days=days - 90)
        victims.grant_order(
            victim,
            kind=OrderKind.PROTECTION,
            court="Magistrates' Court (invented)",
            issued_on=begun,
            effective_on=begun,
            expires_on=begun + timedelta(days=90),
            refuge="Shelter (address withheld)",
        )
    stages = {"report": date(2025, 3, 13), "investigation": date(2025, 3, 20)}
    _charge(case, "s 12", ["Faizal Rahman"], stages, staff["investigator"])
    cases.file_request(
        case, kind="aseanapol", to_country="MM", number="ASEANAPOL-DEMO-1", status="sent",
        sent_on=date(2025, 4, 7), person=person_of(case, "Jackson Lim"),
    )  # fmt: skip
    cases.file_request(
        case, kind="interpol", colour="purple", number="PURPLE-DEMO-1", status="sent",
        sent_on=date(2025, 4, 9),
    )  # fmt: skip


def hear(people: Sequence[Victim], day: date, staff: Staff) -> None:
    """Formal statements, at home."""
    for victim in people:
        victims.take_statement(
            victim,
            kind=StatementKind.FORMAL,
            taken_on=day,
            taken_by=staff.agencies[ATIPSOM],
            place="Bukit Aman",
            language="Malay",
            read_back=True,
            signed=True,
            cooperation=Cooperation.WILLING,
        )


def _hear_or_not(people: Sequence[Victim], day: date, staff: Staff) -> None:
    silent = [victim for victim in people if "Refused" in victim.person.remarks]
    hear([victim for victim in people if victim not in silent], day, staff)
    for victim in silent:
        victims.take_statement(
            victim,
            taken_on=day,
            taken_by=staff.agencies[ATIPSOM],
            cooperation=Cooperation.REFUSED,
            summary="Does not wish to say anything.",
        )


def _first_account(victim: Victim, police: Agency) -> None:
    victims.take_statement(
        victim,
        kind=StatementKind.FIRST,
        taken_on=date(2023, 10, 6),
        taken_by=police,
        place="Police station, Lima",
        language="English",
        interpreter="Provided by the police",
        cooperation=Cooperation.WILLING,
        summary="How they got out of the house, and how many were still in it.",
    )


def _charge(
    case: Case, section: str, suspects: Sequence[str], stages: dict[str, date], by: User
) -> LegalAction:
    """An action with its stages on their days; the first of them is the report."""
    (_, reported), *later = stages.items()
    action = cases.begin_action(
        case,
        on=reported,
        by=by,
        statute=Statute.objects.get(section=section),
        persons=[person_of(case, name) for name in suspects],
    )
    for stage, day in later:
        action = cases.reach(action, stage, on=day, by=by)
    return action
