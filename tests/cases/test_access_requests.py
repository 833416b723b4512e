"""Asking to read a case that one cannot open, and the answer."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from cases import services
from cases.models import AccessRequest, Assignment, Case, Level, Sensitivity
from recruiters.models import Recruiter
from tests.factories import a_case, a_recruiter, a_user, assigned

LIST = reverse("access_requests:list")


@pytest.fixture
def asked(case, outsider):
    case.title = "Hall behind the market"
    case.save()
    return services.ask_for_access(case, by=outsider, about="MYPERSON01", reason="The same phone")


def decide(client, asked, state="granted", decision="Joint investigation"):
    url = reverse("access_requests:decide", args=[asked.ref])
    return client.post(url, {"state": state, "decision": decision}, follow=True)


def page_of(client, url=LIST):
    return client.get(url).content.decode()


def test_a_supervisor_of_the_lead_agency_finds_the_request(client_of, supervisor, asked, case):
    client = client_of(supervisor)

    for url in ("/", LIST):
        page = page_of(client, url)
        assert asked.by.name in page
        assert case.ref in page
    assert "The same phone" in page


def test_a_grant_names_the_asker_on_the_case_for_reading(client_of, supervisor, asked, case):
    decide(client_of(supervisor), asked)

    assignment = Assignment.objects.get(user=asked.by)
    assert (assignment.case, assignment.level) == (case, Level.READ)
    assert assignment.purpose == "Joint investigation"
    assert client_of(asked.by).get(case.get_absolute_url()).status_code == 200


def test_a_refusal_opens_nothing_and_the_asker_learns_only_that(client_of, supervisor, asked, case):
    decide(client_of(supervisor), asked, "refused", "A covert source")

    client = client_of(asked.by)
    page = page_of(client)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert "Refused" in page
    for secret in (case.ref, case.title, "A covert source", supervisor.name):
        assert secret not in page


def test_the_asker_is_not_told_of_which_case_before_the_answer(client_of, asked, case):
    page = page_of(client_of(asked.by))

    assert asked.agency.name in page
    assert case.ref not in page
    assert case.title not in page


def test_a_decision_needs_its_words(client_of, supervisor, asked):
    page = decide(client_of(supervisor), asked, decision=" ").content.decode()

    assert "Say what the access is for" in page
    assert AccessRequest.objects.open().exists()


def test_what_is_decided_is_not_decided_again(client_of, supervisor, asked):
    client = client_of(supervisor)
    decide(client, asked, "refused")

    assert "decided on this request already" in decide(client, asked).content.decode()
    assert not Assignment.objects.filter(user=asked.by).exists()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.INVESTIGATOR, Role.ANALYST])
def test_nobody_of_another_agency_finds_or_decides_it(client_of, asked, role):
    client = client_of(a_user(role))

    assert asked.by.name not in page_of(client)
    assert decide(client, asked).status_code in (403, 404)
    assert AccessRequest.objects.open().exists()


def test_an_investigator_of_the_lead_agency_decides_nothing(client_of, investigator, asked):
    assert decide(client_of(investigator), asked).status_code == 403


def test_once_sealed_only_those_named_on_the_case_answer(client_of, supervisor, asked, case):
    case.sensitivity = Sensitivity.SEALED
    case.save()
    assert decide(client_of(supervisor), asked).status_code == 404

    assigned(case, user=supervisor)
    assert decide(client_of(supervisor), asked).status_code == 200
    assert Assignment.objects.filter(user=asked.by).exists()


def test_asking_twice_about_one_record_is_one_request(asked, investigator):
    other = a_case(by=investigator)

    again = services.ask_for_access(other, by=asked.by, about=asked.about, reason="Once more")

    assert again == asked
    assert AccessRequest.objects.count() == 1


def test_who_was_on_the_case_once_is_named_anew_and_a_stronger_entry_kept(supervisor, asked, case):
    ended = assigned(case, user=asked.by, until=date(2020, 1, 1))
    services.decide_access(asked, "granted", by=supervisor, decision="Joint investigation")
    ended.refresh_from_db()
    assert ended.until == date(2020, 1, 1)
    assert case.assignments.live().get(user=asked.by).level == Level.READ

    case.assignments.live().filter(user=asked.by).update(level=Level.WRITE)
    again = services.ask_for_access(case, by=asked.by, about="OTHER", reason="Again")
    services.decide_access(again, "granted", by=supervisor, decision="Second")
    assert case.assignments.live().get(user=asked.by).level == Level.WRITE


def test_a_grant_opens_a_restricted_case_to_an_analyst_but_only_its_recruiters(
    supervisor, analyst, investigator
):
    case = a_case(by=investigator, sensitivity=Sensitivity.RESTRICTED)
    recruiter = a_recruiter(case)
    asked = services.ask_for_access(case, by=analyst, about="X", reason="The same wallet")
    assert case not in Case.objects.visible_to(analyst)

    services.decide_access(asked, "granted", by=supervisor, decision="Analysis")

    assert case in Case.objects.visible_to(analyst)
    assert recruiter in Recruiter.objects.visible_to(analyst)
