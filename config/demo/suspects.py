"""Agents, mules and the ties among them. Every person, number and account is invented."""

from __future__ import annotations

from cases.models import Case
from config.demo.casework import Fields, date_of, name, person_of, uses
from config.demo.la_molina import SHARED_PHONE
from people.models import IdentifierKind, NameKind, Person, Sex, UseRole
from recruiters import services as recruiters
from recruiters.models import Credibility, Part, Reliability, SuspectStatus, TieKind

#: Held by a mule in one case, paid into in another.
MULE_ACCOUNT = "5550 1000 2340"
#: The name under which one agent writes, in a case of each police unit.
SHARED_HANDLE = "telegram: @kerja_luar_negara_demo"
#: Of the man who came home as a victim and recruits since.
RETURNED_PASSPORT = "A00030001"

GRADED = {"reliability": Reliability.B, "credibility": Credibility.PROBABLE}


def log_klia2(case: Case) -> None:
    boss, mule = _log(
        case,
        {
            "names": [name("Desmond Phua", NameKind.LEGAL), name("潘德明", NameKind.NATIVE)],
            "identifiers": [uses(IdentifierKind.PHONE, "+60 17-555 0131")],
            "sex": Sex.MALE,
            "born_on": date_of("1989"),
            "parts": [Part.RECRUITER],
            "status": SuspectStatus.CHARGED,
            "modus_operandi": "Charged under section 420 of the Penal Code; no trial yet.",
        },
        {
            "names": [name("Selvam a/l Muniandy", NameKind.LEGAL)],
            "identifiers": [uses(IdentifierKind.BANK_ACCOUNT, MULE_ACCOUNT, UseRole.HOLDER)],
            "sex": Sex.MALE,
            "born_on": date_of("1971-04-08"),
            "parts": [Part.MONEY_MULE],
            "status": SuspectStatus.IDENTIFIED,
            "modus_operandi": "Lent his account for RM 500 a month.",
        },
    )
    recruiters.tie(boss, mule, kind=TieKind.PAID, source="Bank statements", **GRADED)
    lotus = recruiters.record_syndicate(
        case,
        name="Silver Lotus (invented)",
        base_country="KH",
        attribution="Name used by the captives",
    )
    recruiters.join(boss, lotus, part=Part.RECRUITER, **GRADED)
    recruiters.join(mule, lotus, part=Part.MONEY_MULE, **GRADED)


def log_tak(case: Case) -> None:
    """He was brought home from Cambodia in 2022; here he sends others."""
    _log(
        case,
        {
            "names": [name("Mohd Hafiz Roslan", NameKind.LEGAL), name("Abang Hafiz")],
            "identifiers": [
                uses(IdentifierKind.PASSPORT, RETURNED_PASSPORT, UseRole.HOLDER, "Hotel register"),
                uses(IdentifierKind.PHONE, "+60 17-555 0132"),
            ],
            "sex": Sex.MALE,
            "born_on": date_of("1998"),
            "citizenships": ["MY"],
            "parts": [Part.RECRUITER, Part.TRAVELLING_PARTNER],
            "status": SuspectStatus.WANTED,
            "modus_operandi": "Tells old schoolmates how well he did abroad, then travels along.",
        },
    )


def log_myawaddy_agents(case: Case) -> None:
    first, second = _log(
        case,
        {
            "names": [name("Jackson Lim")],
            "identifiers": [
                uses(IdentifierKind.PHONE, SHARED_PHONE, source="Telephone of a victim"),
                uses(IdentifierKind.BANK_ACCOUNT, MULE_ACCOUNT, UseRole.PAYEE, "Transfer slip"),
            ],
            "sex": Sex.MALE,
            "parts": [Part.RECRUITER],
            "modus_operandi": "Looks for agents on Facebook; they look for the young people.",
        },
        {
            "names": [name("Faizal Rahman", NameKind.LEGAL)],
            "identifiers": [uses(IdentifierKind.HANDLE, SHARED_HANDLE)],
            "sex": Sex.MALE,
            "born_on": date_of("1994~"),
            "citizenships": ["MY"],
            "parts": [Part.RECRUITER],
            "status": SuspectStatus.IDENTIFIED,
        },
    )
    recruiters.tie(
        first, second, kind=TieKind.RECRUITED_AS_AGENT, since=date_of("2023-11"), **GRADED
    )


def log_myawaddy_ties(case: Case) -> None:
    """One of those brought home had recruited others from inside: victim and recruiter at once."""
    agent = person_of(case, "Faizal Rahman")
    captive = person_of(case, "Tay Hong Jun")
    recruiters.suspect(
        captive,
        parts=[Part.RECRUITER],
        status=SuspectStatus.IDENTIFIED,
        modus_operandi="Wrote to friends from inside, for a promise of release.",
    )
    recruiters.tie(
        agent, captive, kind=TieKind.RECRUITED_AS_AGENT, since=date_of("2024-08"), **GRADED
    )


def _log(case: Case, *suspects: Fields) -> list[Person]:
    return [recruiters.register(case, **facts).person for facts in suspects]
