"""The forms of a story: legs of the journey, accounts of the recruitment."""

import pytest

from tests.factories import a_case, a_person, a_victim
from victims import services

LEG = {
    "from_place": "Kuala Lumpur", "from_country": "MY", "to_place": "Lima", "to_country": "PE",
    "departed_on": "September 2023", "position": 1, "phase": "Transit", "mode": "air",
    "flight": "KL 743", "entry": "regular",
}  # fmt: skip


NO_CONTACTS = {"contacts-TOTAL_FORMS": 0, "contacts-INITIAL_FORMS": 0}


@pytest.fixture
def victim(case):
    victim = a_victim(case)
    services.take_account(victim, promised_job="Call centre agent")
    return victim


def test_a_leg_is_added_and_shown(client, victim):
    response = client.post(f"/victims/{victim.ref}/legs/new/", LEG)

    assert response.url.startswith(f"/victims/{victim.ref}/story/#leg-")
    assert "KL 743" in client.get(response.url).content.decode()


def test_an_arrival_before_the_departure_is_refused_at_its_field(client, victim):
    response = client.post(f"/victims/{victim.ref}/legs/new/", LEG | {"arrived_on": "2023-08"})

    assert response.status_code == 422
    assert "arrived_on" in response.context["form"].errors


def test_who_was_told_another_country_was_diverted(client, victim):
    client.post(
        f"/victims/{victim.ref}/legs/new/",
        LEG | {"is_planned": "on", "to_country": "NL", "to_place": "Amsterdam"},
    )
    client.post(f"/victims/{victim.ref}/legs/new/", LEG)

    assert "Diverted" in client.get(f"/victims/{victim.ref}/story/").content.decode()


def test_an_account_names_a_person_of_the_case_only(client, case, victim):
    recruiter, stranger = a_person(case, "Lim Ah Kow"), a_person(a_case(), "Hidden Person")
    url = f"/victims/{victim.ref}/accounts/new/"

    refused = client.post(url, {"recruiter": stranger.ref} | NO_CONTACTS)
    assert "recruiter" in refused.context["form"].errors
    taken = client.post(url, {"recruiter": recruiter.ref, "promised_job": "Cook"} | NO_CONTACTS)
    assert taken.status_code == 302

    assert "Lim Ah Kow" in client.get(f"/victims/{victim.ref}/story/").content.decode()


def test_the_form_of_an_account_begins_with_the_recruiter_that_is_saved(client, case, victim):
    recruiter = a_person(case, "Lim Ah Kow")
    account = services.take_account(victim, recruiter=recruiter)

    page = client.get(f"/victims/{victim.ref}/accounts/{account.ref}/edit/")

    assert page.context["form"]["recruiter"].value() == recruiter.ref


def test_an_account_is_reached_only_through_its_own_victim(client, case, victim):
    other, account = a_victim(case), victim.accounts.get()

    assert client.get(f"/victims/{victim.ref}/accounts/{account.ref}/edit/").status_code == 200
    assert client.get(f"/victims/{other.ref}/accounts/{account.ref}/edit/").status_code == 404


def test_a_stale_edit_of_an_account_is_a_conflict(client, victim):
    account = victim.accounts.get()
    services.edit_account(account, version=1, promised_job="Cook")

    response = client.post(
        f"/victims/{victim.ref}/accounts/{account.ref}/edit/",
        {"version": 1, "promised_job": "Driver"} | NO_CONTACTS,
    )

    assert response.status_code == 409
    assert "Cook" in response.content.decode()
