"""Victims over the API."""

import pytest

from tests.factories import a_victim
from tests.victims.test_pages import nameless
from tests.victims.test_story_pages import LEG
from victims import services
from victims.models import Victim

NEW = {
    "names": [{"kind": "legal", "text": "Tan Mei Ling"}],
    "identifiers": [{"kind": "passport", "value": "a 123 4567", "role": "holder"}],
    "sex": "female",
    "born_on": "1998-05",
    "controls": ["DebtBondage"],
}

__all__ = ["nameless"]


def post(client, data):
    return client.post("/api/v1/victims/", data, content_type="application/json")


def patch(client, victim, data):
    return client.patch(f"/api/v1/victims/{victim.ref}/", data, content_type="application/json")


def test_person_and_role_are_made_in_one_call(client, case):
    response = post(client, NEW | {"case": case.ref})

    assert response.status_code == 201, response.json()
    told = response.json()
    assert (told["name"], told["sex"], told["controls"]) == (
        "Tan Mei Ling",
        "female",
        ["DebtBondage"],
    )
    assert told["identifiers"][0]["value"] == "A1234567"
    assert Victim.objects.get().person.case == case


def test_an_edit_reaches_both_and_needs_the_version(client, case):
    victim = a_victim(case)

    assert patch(client, victim, {"sex": "male"}).status_code == 400
    response = patch(client, victim, {"sex": "male", "is_injured": True, "version": 1})

    assert response.status_code == 200, response.json()
    assert (response.json()["sex"], response.json()["is_injured"]) == ("male", True)
    assert patch(client, victim, {"sex": "other", "version": 1}).status_code == 409


def test_without_the_right_to_names_the_answer_has_none(client, nameless, case):
    victim = a_victim(case, "Tan Mei Ling")

    told = client.get(f"/api/v1/victims/{victim.ref}/")

    assert told.json()["name"] == victim.pseudonym
    assert "names" not in told.json()
    assert "Mei Ling" not in told.content.decode()


def test_accounts_and_legs_are_read_by_victim(client, case):
    victim, other = a_victim(case), a_victim(case)
    leg = {key: LEG[key] for key in ("from_place", "from_country", "to_place", "to_country")}
    for each in (victim, other):
        services.take_account(each, promised_job="Cook")
        services.add_leg(each, **leg)

    for kind in ("recruitment-accounts", "journey-legs"):
        told = client.get(f"/api/v1/{kind}/?victim={victim.ref}").json()

        assert [row["victim"] for row in told["results"]] == [victim.ref]


@pytest.mark.parametrize("kind", ["victims", "recruitment-accounts", "journey-legs"])
def test_outsiders_see_none_and_analysts_are_refused(client_of, outsider, analyst, case, kind):
    victim = a_victim(case)
    services.take_account(victim)

    assert client_of(outsider).get(f"/api/v1/{kind}/").json()["results"] == []
    assert client_of(analyst).get(f"/api/v1/{kind}/").status_code == 403
