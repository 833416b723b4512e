"""Two cases of the second police unit, which the first one cannot open: one of them sealed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from cases import services as cases
from cases.models import Case, Exploitation, Scam, Sensitivity, Stage
from config.demo.accounts import Staff
from config.demo.casework import Fields, acting, date_of, name, uses
from config.demo.suspects import GRADED, SHARED_HANDLE
from people.models import IdentifierKind, NameKind, Sex
from recruiters import services as recruiters
from recruiters.models import Part, SuspectStatus, TieKind
from victims import services as victims
from victims.models import Control

#: Each recruited the next as an agent.
CHAIN: list[Fields] = [
    {
        "names": [name("Chan Wai Mun", NameKind.LEGAL), name("陈伟文", NameKind.NATIVE)],
        "identifiers": [uses(IdentifierKind.PHONE, "+60 17-555 0141")],
        "sex": Sex.MALE,
        "born_on": date_of("1986-02-17"),
        "status": SuspectStatus.ARRESTED,
    },
    {
        "names": [name("Ah Boy"), name("Boyboy"), name("Abang Kerja", NameKind.HANDLE)],
        "identifiers": [uses(IdentifierKind.HANDLE, SHARED_HANDLE)],
        "sex": Sex.MALE,
        "status": SuspectStatus.UNIDENTIFIED,
    },
    {
        "names": [name("Nadia Rohaizad", NameKind.LEGAL)],
        "identifiers": [uses(IdentifierKind.PHONE, "+60 17-555 0142")],
        "sex": Sex.FEMALE,
        "born_on": date_of("1997"),
        "status": SuspectStatus.WANTED,
    },
    {
        "names": [name("Ganesh a/l Velu", NameKind.LEGAL)],
        "identifiers": [uses(IdentifierKind.PHONE, "+60 17-555 0143")],
        "sex": Sex.MALE,
        "born_on": date_of("2000-07"),
        "status": SuspectStatus.IDENTIFIED,
    },
]


def load(staff: Staff) -> None:
    with acting(staff["other"]):
        _agents(staff)
        _witness(staff)


def _agents(staff: Staff) -> None:
    case = _open(
        staff,
        "Agents who recruit agents",
        date(2024, 6, 3),
        stage=Stage.PROSECUTION,
        sensitivity=Sensitivity.RESTRICTED,
        summary="Agent A found agent B on Facebook; from there on it went from friend to friend.",
    )
    people = [recruiters.register(case, parts=[Part.RECRUITER], **facts).person for facts in CHAIN]
    for year, (agent, next_agent) in enumerate(pairwise(people), start=2022):
        recruiters.tie(
            agent,
            next_agent,
            kind=TieKind.RECRUITED_AS_AGENT,
            since=date_of(str(year)),
            source="Messages on a seized telephone",
            **GRADED,
        )


def _witness(staff: Staff) -> None:
    case = _open(
        staff,
        "Protected witness",
        date(2025, 1, 20),
        stage=Stage.PROTECTION,
        sensitivity=Sensitivity.SEALED,
        summary="Sealed: opens only to those named on it.",
    )
    victims.register(
        case,
        names=[name("Witness One")],
        identifiers=[],
        sex=Sex.FEMALE,
        born_on=date_of("1995"),
        controls=[Control.THREATENS_FAMILY],
    )


def _open(staff: Staff, title: str, opened_on: date, **facts: object) -> Case:
    return cases.open_case(
        by=staff["other"],
        title=title,
        country="MY",
        opened_on=opened_on,
        exploitation=[Exploitation.FORCED_CRIMINALITY],
        scams=[Scam.JOB],
        **facts,
    )
