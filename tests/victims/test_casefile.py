"""What the printed case file tells of victims: no more than its reader may see."""

from datetime import date

import pytest

from accounts.roles import Role
from cases.casefile import Facts, Table, parts_for
from tests.factories import a_user
from victims import casefile, services


@pytest.fixture
def told(case, screening, victim, investigator):
    """`told(part, user)`: every cell and value of that part of the case."""
    services.answer(screening, version=1, answers={"means.fraud": {"value": "conflicting"}})
    services.place(victim, kind="ngo_shelter", since=date(2023, 10, 9), address="Lot 7")
    services.take_consent(
        victim, by=investigator, scope="media", answer="refused", given_on=date(2023, 10, 9)
    )

    def texts(part, user):
        found = []
        for block in part(case, user):
            rows = block.rows if isinstance(block, Table | Facts) else [[block.text]]
            found += [str(cell) for row in rows for cell in row]
        return found

    return texts


def test_it_tells_status_consents_stays_and_every_answer(told, investigator):
    of_victims, of_screenings = (
        told(part, investigator) for part in (casefile.victims, casefile.screenings)
    )

    assert {"Aminah binti Zain", "Possible victim", "Refused", "Confidential"} <= set(of_victims)
    assert {"Fraud", "Conflicting", "Waits for a decision"} <= set(of_screenings)


def test_where_a_shelter_is_prints_for_supervisors_alone(told, investigator, supervisor):
    assert "Lot 7" not in told(casefile.victims, investigator)
    assert "Lot 7" in told(casefile.victims, supervisor)


def test_nothing_is_told_to_who_may_not_open_the_case(told, outsider):
    assert told(casefile.victims, outsider) == told(casefile.screenings, outsider) == []


@pytest.mark.parametrize("role", [Role.ANALYST, Role.CONSULAR_OFFICER])
def test_the_parts_are_not_offered_to_other_roles(agency, role):
    offered = {part.key for part in parts_for(a_user(role, agency=agency))}

    assert not offered & {"victims", "screening"}
