"""Reads the tables of people beside this module and logs them as an investigator would."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pghistory

from accounts.models import User
from cases.models import Case
from core.dates import PartialDate
from people.models import Identifier, IdentifierKind, NameKind, Person, UseRole
from recruiters import services as recruiters
from recruiters.models import Credibility, Reliability, TieKind
from victims import services as victims
from victims.models import Decider, TraffickingStatus, Victim

TABLES = Path(__file__).parent / "tables"
#: A line that everybody was given; it says nothing about who they are.
DUTY_LINE = "+60355500100"

Row = dict[str, str]
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """What the people of one table have in common: how recruited, how they travelled, how held."""

    account: Callable[[Row], Fields]
    legs: Callable[[Row], list[Fields]]
    controls: Sequence[str]
    basis: str


@contextmanager
def acting(user: User) -> Iterator[None]:
    """The history of what is written inside names `user`."""
    with pghistory.context(user=str(user.pk)):
        yield


def name(text: str, kind: str = NameKind.ALIAS) -> dict[str, str]:
    return {"kind": kind, "text": text}


def uses(kind: str, value: str, role: str = UseRole.USER, source: str = "") -> dict[str, str]:
    """An identifier and what it is to the person."""
    country = "MY" if kind in (IdentifierKind.PASSPORT, IdentifierKind.BANK_ACCOUNT) else ""
    return {"kind": kind, "value": value, "role": role, "country": country, "source": source}


def mark_duty_line() -> None:
    """Known as common before anybody uses it, or it would tie them all together."""
    Identifier.objects.create(
        kind=IdentifierKind.PHONE,
        value=DUTY_LINE,
        is_common=True,
        common_because="Duty line of the embassy",
    )


def date_of(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def leg(
    start: tuple[str, str],
    end: tuple[str, str],
    *,
    departed: str = "",
    arrived: str = "",
    **facts: Any,
) -> Fields:
    """A leg of a journey between two places, each as (name, country)."""
    return {
        "from_place": start[0],
        "from_country": start[1],
        "to_place": end[0],
        "to_country": end[1],
        "departed_on": date_of(departed),
        "arrived_on": date_of(arrived),
        **facts,
    }


def rows_of(table: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def log_victims(case: Case, table: str, story: Story) -> list[Victim]:
    """Everybody in the table, then whom each of them names: a victim may have recruited others."""
    rows = rows_of(table)
    logged = [_log(case, row, story) for row in rows]
    for victim, row in zip(logged, rows, strict=True):
        recruiter = person_of(case, row["recruiter"]) if row["recruiter"] else None
        victims.take_account(victim, recruiter=recruiter, **story.account(row))
        if recruiter:
            recruiters.tie(
                recruiter,
                victim.person,
                kind=TieKind.RECRUITED_AS_VICTIM,
                source="The victim's own account",
                reliability=Reliability.C,
                credibility=Credibility.POSSIBLE,
            )
    return logged


def person_of(case: Case, name: str) -> Person:
    return Person.objects.get(case=case, name=name)


def _log(case: Case, row: Row, story: Story) -> Victim:
    status = TraffickingStatus[row["status"].upper()]
    decided = status != TraffickingStatus.POSSIBLE
    return victims.register(
        case,
        names=_names(row),
        identifiers=_identifiers(row),
        legs=story.legs(row),
        sex=row["sex"],
        born_on=date_of(row["born"]),
        age_stated=int(row["age"]) if row["age"] else None,
        citizenships=["MY"],
        remarks=row["remarks"],
        status=status,
        decided_by=Decider.POLICE if decided else "",
        basis=story.basis if decided else "",
        controls=list(story.controls),
        is_injured=bool(row["injured"]),
    )


def _names(row: Row) -> list[dict[str, str]]:
    kind = NameKind.PASSPORT if row["name"].isascii() else NameKind.NATIVE
    further = ((NameKind.NATIVE, row["native"]), (NameKind.ALIAS, row["alias"]))
    return [name(row["name"], kind), *(name(text, kind) for kind, text in further if text)]


def _identifiers(row: Row) -> list[dict[str, str]]:
    given = [uses(IdentifierKind.PASSPORT, row["passport"], UseRole.HOLDER)]
    if row["phone"]:
        given.append(uses(IdentifierKind.PHONE, row["phone"]))
    else:
        given.append(uses(IdentifierKind.PHONE, DUTY_LINE, source="Reached through this line"))
    return given
