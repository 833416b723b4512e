"""What the printed case file tells of victims: no more than its reader may see."""

from datetime import date

import pytest

from accounts.roles import Role
from cases.casefile import Facts, Table, parts_for
from cases.casefile.document import plain
from core.dates import PartialDate
from tests.factories import a_person, a_user
from victims import casefile, services

OF_VICTIMS = {
    "victims": casefile.victims,
    "recruitment": casefile.recruitment,
    "journeys": casefile.journeys,
    "captivity": casefile.captivity,
    "screening": casefile.screenings,
    "statements": casefile.statements,
    "orders": casefile.orders,
}


@pytest.fixture
def told(case, screening, victim, investigator):
    """`told(part, user)`: every cell and value of that part of the case."""
    services.answer(screening, version=1, answers={"means.fraud": {"value": "conflicting"}})
    services.place(victim, kind="ngo_shelter", since=date(2023, 10, 9), address="Lot 7")
    services.take_consent(
        victim, by=investigator, scope="media", answer="refused", given_on=date(2023, 10, 9)
    )

    return lambda part, user: texts(part(case, user))


def texts(blocks):
    """Every cell, value and line of text."""
    found = []
    for block in blocks:
        rows = block.rows if isinstance(block, Table | Facts) else [[block.text]]
        found += [plain(cell) for row in rows for cell in row]
    return found


def test_it_tells_status_consents_stays_and_every_answer(told, investigator):
    of_victims, of_screenings = (
        told(part, investigator) for part in (casefile.victims, casefile.screenings)
    )

    assert {"Aminah binti Zain", "Possible victim", "Refused", "Confidential"} <= set(of_victims)
    assert {"Fraud", "Conflicting", "Waits for a decision"} <= set(of_screenings)


def test_where_a_shelter_is_prints_for_supervisors_alone(told, investigator, supervisor):
    assert "Lot 7" not in told(casefile.victims, investigator)
    assert "Lot 7" in told(casefile.victims, supervisor)


def test_it_tells_how_they_were_recruited_taken_and_held(told, case, victim, investigator):
    services.take_account(
        victim, promised_job="Casino dealer", salary=1800, currency="USD", salary_period="month",
        recruiter=a_person(case, "Ah Keong"), story="They said casino.",
    )  # fmt: skip
    leg = {"from_place": "Bangkok", "from_country": "TH", "to_place": "Mae Sot",
           "to_country": "TH", "departed_on": PartialDate.parse("2024-10")}  # fmt: skip
    services.add_leg(victim, **leg, is_planned=True)
    services.add_leg(victim, **leg, mode="road", entry="irregular")
    services.add_period(victim, crimes=["online_fraud"], quota="Ten a day", hours=14, meals=2)

    recruited, went, held = (
        told(part, investigator)
        for part in (casefile.recruitment, casefile.journeys, casefile.captivity)
    )

    assert {"Ah Keong", "USD 1,800 a month", "They said casino."} <= set(recruited)
    assert {"Bangkok → Mae Sot", "Only told", "Taken", "Oct 2024", "Irregular"} <= set(went)
    assert {"Online or telephone fraud", "Ten a day", "14.0"} <= set(held)


def test_it_tells_what_they_stated_and_what_protects_them(told, victim, investigator):
    first = services.take_statement(
        victim, taken_on=date(2023, 10, 6), cooperation="willing", summary="How they got out."
    )
    services.take_statement(
        victim, kind="formal", taken_on=date(2023, 11, 6), earlier=first, amends="retracts"
    )
    services.grant_order(
        victim, kind="restraining", issued_on=date(2023, 10, 7), effective_on=date(2023, 10, 7),
        expires_on=date(2023, 12, 7), court="Court in Lima",
    )  # fmt: skip

    said, protected = (told(part, investigator) for part in (casefile.statements, casefile.orders))

    assert {"Willing", "How they got out.", "Takes it back", str(first)} <= set(said)
    assert {"Court in Lima", "7 Dec 2023", "Expired"} <= set(protected)


def test_nothing_is_told_to_who_may_not_open_the_case(told, victim, outsider):
    services.take_account(victim, promised_job="Casino dealer")
    services.take_statement(victim, taken_on=date(2023, 10, 6))

    for part in OF_VICTIMS.values():
        assert told(part, outsider) == []


@pytest.mark.parametrize("role", [Role.ANALYST, Role.CONSULAR_OFFICER])
def test_the_parts_are_not_offered_to_other_roles(agency, role):
    offered = {part.key for part in parts_for(a_user(role, agency=agency))}

    assert not offered & set(OF_VICTIMS)


def test_every_part_is_offered_to_an_investigator(investigator):
    assert set(OF_VICTIMS) <= {part.key for part in parts_for(investigator)}
