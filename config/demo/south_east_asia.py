"""Four groups who came home from South-East Asia, 2022 to 2025, and who recruited them.

Days, places and numbers are as reported; people, numbers and what ties them are invented.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from cases import services as cases
from cases.models import (
    Case,
    Exploitation,
    OperationKind,
    PlaceKind,
    Scam,
    Sensitivity,
    Stage,
    Trigger,
)
from config.demo import accounts, captivity, law, returns, sources, suspects
from config.demo.accounts import Staff
from config.demo.casework import Fields, Row, Story, acting, leg, log_victims
from victims.models import Channel, Control, Entry, Mode, Payer, Period, Phase, Relationship

KUL = ("Kuala Lumpur", "MY")
BANGKOK = ("Bangkok", "TH")
TAIPEI = ("Taipei", "TW")
PHNOM_PENH = ("Phnom Penh", "KH")
MAE_SOT = ("Mae Sot", "TH")
MYAWADDY = ("Myawaddy", "MM")

HELD = [Control.FALSE_PROMISES, Control.RESTRICTS_MOVEMENT, Control.DEBT_BONDAGE]
BEATEN = [*HELD, Control.WITHHOLDS_DOCUMENTS, Control.PHYSICAL_THREATS, Control.EXCESSIVE_HOURS]
BASIS = "Weighed after the interview: how the job was described, whether leaving was possible."


def load(staff: Staff) -> None:
    _phnom_penh(staff)
    _klia2(staff)
    _tak(staff)
    _myawaddy(staff)


def _phnom_penh(staff: Staff) -> None:
    with acting(staff["investigator"]):
        case = _open(
            staff,
            "Four home from Phnom Penh",
            "KH",
            date(2022, 4, 11),
            stage=Stage.PROSECUTION,
            sensitivity=Sensitivity.RESTRICTED,
            scams=[Scam.JOB],
            summary="Four who said that a job had turned out to be a scam office in Cambodia.",
        )
        _freed(case, OperationKind.EMBASSY_PICKUP, PHNOM_PENH, date(2022, 4, 12), 4)
        story = Story(_friends_account, _to_phnom_penh, HELD, BASIS)
        victims = log_victims(case, "phnom_penh", story)
        held_at = captivity.sites(case, "KH", [(PlaceKind.OFFICE, "Scam office (invented)")])
        captivity.in_south_east_asia(victims, held_at, "2022-01~", "2022-04")
        law.hear(victims, date(2022, 4, 20), staff)
    _bring_home(staff, victims, accounts.PHNOM_PENH, "KH", date(2022, 4, 19))


def _klia2(staff: Staff) -> None:
    with acting(staff["investigator"]):
        case = _open(
            staff,
            "Twenty-four home by way of klia2",
            "KH",
            date(2022, 8, 22),
            stage=Stage.PROSECUTION,
            sensitivity=Sensitivity.OPEN,
            scams=[Scam.ROMANCE, Scam.MONEY_MULE],
            summary="Promised work in Taiwan by way of Bangkok; taken to Cambodia instead. Most "
            "were found not to be trafficked; several of those had been beaten all the same.",
        )
        _freed(case, OperationKind.EMBASSY_PICKUP, PHNOM_PENH, date(2022, 8, 30), 24)
        suspects.log_klia2(case)
        victims = log_victims(case, "klia2", Story(_online_account, _diverted_south, HELD, BASIS))
        held_at = captivity.sites(case, "KH", captivity.CAMBODIA)
        captivity.in_south_east_asia(victims, held_at, "2022-05", "2022-08")
        law.of_klia2(case, victims, staff)
    _bring_home(staff, victims, accounts.PHNOM_PENH, "KH", date(2022, 9, 9))


def _tak(staff: Staff) -> None:
    with acting(staff["investigator"]):
        case = _open(
            staff,
            "Waiting in Tak: out of two towns on the Myanmar border",
            "MM",
            date(2025, 2, 14),
            stage=Stage.SCREENING,
            sensitivity=Sensitivity.OPEN,
            scams=[Scam.CRYPTO, Scam.ROMANCE],
            summary="A group in Tak, Thailand, on 17 February 2025, waiting to be brought home. "
            "Its size was not reported.",
        )
        _freed(case, OperationKind.BORDER, ("Tak", "TH"), date(2025, 2, 13), None)
        _compound(case, "Golden Bank Park, gate 3 (invented)", "16.61040", "98.51550")
        suspects.log_tak(case)
        victims = log_victims(case, "tak", Story(_malay_account, _diverted_west, BEATEN, BASIS))
        captivity.in_south_east_asia(victims, captivity.sites(case, "MM", []), "2024-10", "2025-02")
    _bring_home(staff, victims[2:], accounts.BANGKOK, "TH", date(2025, 2, 28))


def _myawaddy(staff: Staff) -> None:
    with acting(staff["investigator"]):
        case = _open(
            staff,
            "Twenty-five from Myawaddy by way of Bukit Kayu Hitam",
            "MM",
            date(2025, 3, 3),
            stage=Stage.PROTECTION,
            sensitivity=Sensitivity.OPEN,
            scams=[Scam.CRYPTO, Scam.ROMANCE, Scam.JOB],
            summary="Recruited by people whom they knew, who were agents or became agents. "
            "Planned for Bangkok, taken on to Myawaddy. Four gave no statement.",
        )
        cases.record_place(
            case,
            kind=PlaceKind.BORDER_POST,
            name="Bukit Kayu Hitam (ICQS complex)",
            admin_area="Kedah",
            country="MY",
        )
        _freed(case, OperationKind.BORDER, MYAWADDY, date(2025, 3, 1), 25)
        _compound(case, "Blue-roofed halls by the river (invented)", "16.61130", "98.51490")
        suspects.log_myawaddy_agents(case)
        victims = log_victims(case, "myawaddy", Story(_peer_account, _diverted_west, BEATEN, BASIS))
        suspects.log_myawaddy_ties(case)
        held_at = captivity.sites(case, "MM", captivity.MYANMAR)
        captivity.in_south_east_asia(victims, held_at, "2024-10", "2025-03")
        law.of_myawaddy(case, victims, staff)
        sources.record(case, sources.SOUTH_EAST_SOURCES, sources.SOUTH_EAST_CLAIMS)
        cases.assign(
            case,
            agency=staff.agencies[accounts.SECOND_UNIT],
            level="read",
            purpose="Agents whom the returned people name",
        )
    silent = [str(victim) for victim in victims if "Refused" in victim.person.remarks]
    _bring_home(staff, victims, accounts.YANGON, "MM", date(2025, 3, 12), silent=silent)


# What the four have in common ---------------------------------------------------------------------


def _open(staff: Staff, title: str, country: str, opened_on: date, **facts: Any) -> Case:
    return cases.open_case(
        by=staff["investigator"],
        title=title,
        country=country,
        opened_on=opened_on,
        exploitation=[Exploitation.FORCED_CRIMINALITY],
        **{**facts, "summary": f"{facts['summary']} All names are invented."},
    )


def _freed(case: Case, kind: str, where: tuple[str, str], day: date, reported: int | None) -> None:
    name, country = where
    place = cases.record_place(case, kind=PlaceKind.TOWN, name=name, country=country)
    cases.log_operation(
        case,
        kind=kind,
        place=place,
        happened_on=day,
        trigger=Trigger.EMBASSY,
        agencies="Ministry of Foreign Affairs Malaysia",
        counts=[
            {"source": "Bernama", "measure": measure, "key": key, "number": reported}
            for measure, key in (("total", ""), ("nationality", "MY"))
            if reported
        ],
        account="The day of the rescue itself was not reported and is assumed.",
    )


def _compound(case: Case, name: str, latitude: str, longitude: str) -> None:
    """Where a group was held: two of them, as it turns out, a hundred metres apart."""
    cases.record_place(
        case,
        kind=PlaceKind.COMPOUND,
        name=name,
        country="MM",
        admin_area="Kayin",
        latitude=latitude,
        longitude=longitude,
    )


def _bring_home(
    staff: Staff, victims: list[Any], mission: str, country: str, day: date, **facts: Any
) -> None:
    returns.bring_home(
        victims,
        mission=staff.agencies[mission],
        from_country=country,
        arrived_on=day,
        by=staff["investigator"],
        **facts,
    )


# The victims' stories -----------------------------------------------------------------------------


def _friends_account(row: Row) -> Fields:
    return {
        "channel": Channel.FRIENDS,
        "promised_job": "Customer service, Chinese and Malay",
        "promised_country": "TH",
        "salary": 1200,
        "currency": "USD",
        "claimed_debt": "RM 20,000 for the journey",
        "debt": 20000,
        "debt_currency": "MYR",
        "salary_period": Period.MONTH,
        "ticket_paid_by": Payer.RECRUITER,
        "relationship": Relationship.ACQUAINTED,
    }


def _malay_account(row: Row) -> Fields:
    """The offer that brought the four to Phnom Penh, three years later and in Malay."""
    return _friends_account(row) | {
        "promised_job": "Khidmat pelanggan (Bahasa Cina dan Bahasa Melayu)",
        "salary": 1250,
    }


def _online_account(row: Row) -> Fields:
    return {
        "channel": Channel.SOCIAL_NETWORK,
        "platform": "Facebook",
        "promised_job": "Hotel work, all found",
        "promised_country": "TW",
        "salary": 1800,
        "currency": "EUR",
        "claimed_debt": "USD 5,000 “paid for you”",
        "debt": 5000,
        "debt_currency": "USD",
        "salary_period": Period.MONTH,
        "recruited_on": "2022-04~",
        "ticket_paid_by": Payer.EMPLOYER,
        "relationship": Relationship.UNACQUAINTED,
    }


def _peer_account(row: Row) -> Fields:
    """By 2023 the advertisements look for agents, and agents ask their own friends."""
    return {
        "channel": Channel.FRIENDS,
        "platform": "Telegram",
        "promised_job": "Online sales",
        "promised_country": "TH",
        "salary": 2000,
        "currency": "USD",
        "claimed_debt": "Three months' sales, as they counted it",
        "salary_period": Period.MONTH,
        "recruited_on": "2024-09~",
        "relationship": Relationship.ACQUAINTED,
    }


def _to_phnom_penh(row: Row) -> list[Fields]:
    return [leg(KUL, PHNOM_PENH, departed="2022-01~", mode=Mode.AIR, entry=Entry.REGULAR)]


def _diverted_south(row: Row) -> list[Fields]:
    return [
        leg(KUL, TAIPEI, departed="2022-05", mode=Mode.AIR, is_planned=True),
        leg(KUL, BANGKOK, departed="2022-05", mode=Mode.AIR, entry=Entry.REGULAR),
        leg(BANGKOK, PHNOM_PENH, mode=Mode.ROAD, entry=Entry.IRREGULAR, phase=Phase.EXPLOITATION),
    ]


def _diverted_west(row: Row) -> list[Fields]:
    return [
        leg(KUL, BANGKOK, departed="2024-10", mode=Mode.AIR, is_planned=True),
        leg(KUL, BANGKOK, departed="2024-10", mode=Mode.AIR, entry=Entry.REGULAR),
        leg(BANGKOK, MAE_SOT, mode=Mode.ROAD),
        leg(MAE_SOT, MYAWADDY, mode=Mode.SEA, entry=Entry.IRREGULAR, phase=Phase.EXPLOITATION),
    ]
