"""The API of the other side answers as the pages do."""

import pytest

from recruiters.models import Recruiter, Syndicate
from tests.factories import a_person

BODY = {
    "names": [{"kind": "legal", "text": "Goh Boon Huat"}],
    "identifiers": [{"kind": "phone", "value": "+60 12-345 6789", "role": "user"}],
    "status": "wanted",
    "parts": ["Boss"],
    "born_on": "1980~",
}


def post(client, path, body):
    return client.post(f"/api/v1/{path}/", body, content_type="application/json")


def patch(client, path, body):
    return client.patch(f"/api/v1/{path}/", body, content_type="application/json")


def test_a_recruiter_is_logged_and_read_with_the_person(client_of, investigator, case):
    client = client_of(investigator)

    made = post(client, "recruiters", BODY | {"case": case.ref})
    read = client.get(f"/api/v1/recruiters/{made.json()['ref']}/").json()

    assert made.status_code == 201
    assert (read["name"], read["born_on"], read["case"]) == ("Goh Boon Huat", "1980~", case.ref)
    assert read["identifiers"][0]["value"] == "+60123456789"


def test_a_change_needs_the_version_that_was_read(client_of, investigator, recruiter):
    client, path = client_of(investigator), f"recruiters/{recruiter.ref}"

    assert patch(client, path, {"status": "arrested"}).status_code == 400
    assert (
        patch(client, path, {"status": "arrested", "sex": "male", "version": 1}).status_code == 200
    )
    assert patch(client, path, {"status": "cleared", "version": 1}).status_code == 409
    recruiter = Recruiter.objects.get()
    assert (recruiter.status, recruiter.person.sex) == ("arrested", "male")


def test_a_syndicate_is_logged_and_changed(client_of, investigator, case):
    client = client_of(investigator)

    made = post(
        client, "syndicates", {"case": case.ref, "name": "Dragon Head", "aliases": ["龙头"]}
    )
    path = f"syndicates/{made.json()['ref']}"

    assert patch(client, path, {"name": "Dragon", "version": 1}).status_code == 200
    assert Syndicate.objects.get().folded_names == ["dragon", "long tou"]


def test_ties_and_memberships_name_both_ends_by_reference(
    client_of, investigator, recruiter, bystander, syndicate
):
    client = client_of(investigator)
    ends = {"subject": recruiter.person.ref, "object": bystander.ref}

    tie = post(client, "ties", ends | {"kind": "paid", "reliability": "B", "credibility": 2})
    member = post(client, "memberships", {"person": bystander.ref, "syndicate": syndicate.ref})

    assert (tie.status_code, tie.json()["grade"]) == (201, "B2")
    assert member.status_code == 201
    assert len(client.get(f"/api/v1/ties/?subject={ends['subject']}").json()["results"]) == 1
    assert len(client.get(f"/api/v1/memberships/?person={bystander.ref}").json()["results"]) == 1


@pytest.mark.parametrize("path", ["recruiters", "syndicates", "ties", "memberships"])
def test_cases_of_others_are_not_listed(client_of, outsider, victim, syndicate, path):
    assert client_of(outsider).get(f"/api/v1/{path}/").json()["results"] == []


@pytest.mark.parametrize("path", ["recruiters", "syndicates", "ties", "memberships"])
def test_other_roles_are_refused(client_of, auditor, path):
    assert client_of(auditor).get(f"/api/v1/{path}/").status_code == 403


def test_nobody_is_tied_to_people_of_a_case_of_others(
    client_of, investigator, recruiter, hidden_case
):
    stranger = a_person(hidden_case)

    answer = post(
        client_of(investigator), "ties",
        {"subject": recruiter.person.ref, "object": stranger.ref, "kind": "paid"},
    )  # fmt: skip

    assert answer.status_code == 400
