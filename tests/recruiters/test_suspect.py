"""Somebody whom the case knows already, such as a victim, is recorded as a recruiter too."""

import pytest
from django.urls import reverse

from recruiters.models import Recruiter
from tests.factories import a_person, a_recruiter, a_victim, assigned

ROLE = {"status": "wanted", "parts": ["Boss"], "modus_operandi": "Job offers"}


@pytest.fixture
def victim(case):
    return a_victim(case, "Aminah binti Zain")


def page_for(person):
    return f"{reverse('recruiters:suspect')}?person={person.ref}"


def test_a_victim_becomes_a_recruiter_too(client_of, investigator, victim):
    client = client_of(investigator)
    assert page_for(victim.person) in client.get(victim.get_absolute_url()).text

    response = client.post(page_for(victim.person), ROLE)

    recruiter = Recruiter.objects.get()
    assert response.url == recruiter.get_absolute_url()
    assert (recruiter.person, recruiter.status) == (victim.person, "wanted")
    assert (recruiter.parts, recruiter.modus_operandi) == (["Boss"], "Job offers")
    page = client.get(victim.get_absolute_url()).text
    assert recruiter.get_absolute_url() in page
    assert page_for(victim.person) not in page


def test_the_form_says_whom_it_is_about(client_of, investigator, victim):
    page = client_of(investigator).get(page_for(victim.person))

    assert "Record Aminah binti Zain as a recruiter too" in page.text
    assert page.context["cancel_url"] == victim.person.get_absolute_url()


def test_the_page_of_a_person_offers_it_until_it_is_done(client_of, investigator, case):
    client = client_of(investigator)
    person, recruiter = a_person(case), a_recruiter(case)

    assert page_for(person) in client.get(person.get_absolute_url()).text
    assert page_for(recruiter.person) not in client.get(recruiter.person.get_absolute_url()).text


def test_a_second_time_is_refused_in_words(client_of, investigator, case):
    response = client_of(investigator).post(page_for(a_recruiter(case).person), ROLE)

    assert response.status_code == 422
    assert "recorded as a recruiter already" in response.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_outsiders_find_nobody_there(client_of, outsider, victim, method):
    response = getattr(client_of(outsider), method)(page_for(victim.person), ROLE)

    assert response.status_code == 404
    assert not Recruiter.objects.exists()


def test_without_a_person_there_is_no_such_page(client_of, investigator, db):
    assert client_of(investigator).get(reverse("recruiters:suspect")).status_code == 404


def test_who_only_reads_the_case_is_not_offered_it(client_of, outsider, case, victim):
    assigned(case, user=outsider, level="read")
    client = client_of(outsider)

    for record in (victim, victim.person):
        assert page_for(victim.person) not in client.get(record.get_absolute_url()).text
    assert client.post(page_for(victim.person), ROLE).status_code == 403
    assert not Recruiter.objects.exists()


def test_an_analyst_may_not_even_ask(client_of, analyst, victim):
    assert client_of(analyst).get(page_for(victim.person)).status_code == 403
