"""The first page of each role."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import ROLES
from cases import services as cases
from cases.models import Case
from linking.models import CaseLink, Identity, IdentityMember, Match
from people.models import Person
from repatriation import services
from repatriation.models import Step
from tests.factories import a_case, a_person, a_recruiter, a_user, a_victim

pytestmark = pytest.mark.django_db


def home_of(client_of, user):
    return client_of(user).get("/")


def panel(response, title):
    return next(panel for panel in response.context["panels"] if panel.title == title)


def card(response, label):
    return next(card for card in response.context["summary"] if card["label"] == label)


def a_return(case, mission, name="Aminah binti Zain", **fields):
    fields = {"mission": mission, "from_country": "PE", "to_country": "MY"} | fields
    return services.open_return(a_victim(case, name), **fields)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_home(client_of, role):
    response = home_of(client_of, a_user(role))

    assert response.status_code == 200
    assert response.context["panels"]


def fill(investigator, embassy, count):
    """As many of everything that the homes show."""
    for number in range(count):
        case, other = a_case(by=investigator), a_case(by=investigator)
        a_return(case, embassy, f"Victim {number}", opened_on=date(2023, 10, 10))
        a_return(other, embassy, f"Waiting {number}")
        cases.add_task(
            case, title="Call", by=investigator, owner=investigator, due=date(2023, 11, 1)
        )
        pair = [a_recruiter(case).person, a_recruiter(other).person]
        left, right = sorted(pair, key=lambda person: person.pk)
        Match.objects.create(left=left, right=right, weight=12)
        CaseLink.objects.create(left=left.case, right=right.case, strength=9, reasons=[])
        identity = Identity.objects.create()
        for person in pair:
            IdentityMember.objects.create(identity=identity, person=person)


@pytest.mark.parametrize("role", ROLES)
def test_a_home_costs_the_same_for_much_as_for_little(
    client_of, role, investigator, agency, embassy
):
    user = a_user(role, agency=embassy if role == "consular_officer" else agency)
    client = client_of(user)
    fill(investigator, embassy, 1)
    client.get("/")  # What is read once a process is read now.
    few = queries_of(client)
    fill(investigator, embassy, 5)

    assert queries_of(client) == few


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return len(queries)


def test_an_investigator_finds_what_waits_in_own_cases(client_of, investigator, embassy):
    fill(investigator, embassy, 1)

    response = home_of(client_of, investigator)

    assert card(response, "Intake")["value"] == 2
    assert len(panel(response, "Matches awaiting judgement").rows) == 1
    assert [str(row.victim) for row in panel(response, "Ways home overdue").rows] == ["Victim 0"]


def test_nothing_of_other_agencies_shows(client_of, investigator, embassy, outsider):
    fill(investigator, embassy, 1)

    response = home_of(client_of, outsider)

    assert not any(card["value"] for card in response.context["summary"])
    assert not any(len(panel.rows) for panel in response.context["panels"])


def test_a_supervisor_sees_which_cases_stand_still(client_of, supervisor, investigator):
    still, moving = a_case(by=investigator), a_case(by=investigator)
    long_ago = timezone.now() - timedelta(days=90)
    Case.objects.update(updated_at=long_ago)
    a_person(moving)

    assert list(panel(home_of(client_of, supervisor), "Cases still for 30 days").rows) == [still]


def test_an_officer_sees_how_many_wait_overdue_on_each_step(client_of, officer, case, embassy):
    for number in range(3):
        a_return(case, embassy, f"Victim {number}", opened_on=timezone.localdate())
    Step.objects.filter(kind="ticket").update(due_on=date(2023, 10, 20))

    response = home_of(client_of, officer)

    rows = panel(response, "Overdue steps").rows
    assert [(row["label"], row["count"]) for row in rows] == [("Ticket booked", 3)]
    assert card(response, "Not started")["value"] == 3
    listed = client_of(officer).get(rows[0]["url"])
    assert len(listed.context["table"].rows) == 3


def test_an_analyst_sees_recruiters_of_several_cases_and_no_victim(
    client_of, analyst, investigator, embassy
):
    fill(investigator, embassy, 1)

    response = home_of(client_of, analyst)

    assert [row.cases for row in panel(response, "Recruiters in two or more cases").rows] == [2]
    assert len(panel(response, "Strongest links between cases").rows) == 1
    assert b"Victim 0" not in response.content


def test_an_auditor_sees_what_is_opened_most(client_of, auditor, investigator, case):
    reader = client_of(investigator)
    for _ in range(3):
        reader.get(case.get_absolute_url())

    response = home_of(client_of, auditor)

    top = panel(response, "Most opened this week").rows[0]
    assert (top["ref"], top["count"], top["readers"]) == (case.ref, 3, 1)
    assert panel(response, "Reads per day").rows[-1]["count"] == 3


def test_an_administrator_sees_accounts_and_no_case(client_of, administrator, case):
    a_person(case, "Aminah binti Zain")

    response = home_of(client_of, administrator)

    assert card(response, "Administrator")["value"] == 1
    assert Person.objects.exists()
    assert b"Aminah" not in response.content
