"""People over the API."""

from people import services
from people.models import Person
from tests.factories import a_case, a_person, assigned

PASSPORT = {"kind": "passport", "value": "A1234567", "role": "holder"}
NEW = {
    "names": [{"kind": "legal", "text": "Tan Mei Ling"}],
    "identifiers": [{"kind": "phone", "value": "012-345 6789", "role": "user"}],
    "sex": "female",
    "born_on": "1998-05",
    "citizenships": ["MY"],
}


def post(client, data):
    return client.post("/api/v1/people/", data, content_type="application/json")


def patch(client, person, data):
    return client.patch(f"/api/v1/people/{person.ref}/", data, content_type="application/json")


def test_a_person_is_made_with_names_and_identifiers(client, case):
    response = post(client, NEW | {"case": case.ref})

    assert response.status_code == 201, response.json()
    told = response.json()
    assert (told["name"], told["born_on"], told["case"]) == ("Tan Mei Ling", "1998-05", case.ref)
    assert told["identifiers"][0]["value"] == "+60123456789"
    assert Person.objects.get().citizenships == ["MY"]


def test_the_country_of_another_case_is_not_told(client, case):
    services.record_person(a_case(), names=[], identifiers=[PASSPORT | {"country": "TW"}])

    told = post(client, NEW | {"case": case.ref, "identifiers": [PASSPORT]}).json()

    assert told["identifiers"][0]["country"] == ""


def test_the_country_is_told_as_the_case_gave_it(client, case):
    ours = PASSPORT | {"country": "MY"}

    told = post(client, NEW | {"case": case.ref, "identifiers": [ours]}).json()

    assert told["identifiers"][0]["country"] == "MY"


def test_a_bad_number_is_refused_at_its_row(client, case):
    bad = {"kind": "phone", "value": "12", "role": "user"}

    response = post(client, NEW | {"case": case.ref, "identifiers": [bad]})

    assert response.status_code == 400
    assert "not a telephone number" in response.json()["identifiers"]["0"]["value"][0]


def test_nobody_is_logged_in_a_case_that_one_only_reads(client, investigator):
    case = a_case()
    assigned(case, user=investigator, level="read")

    assert post(client, NEW | {"case": case.ref}).status_code == 400
    assert not Person.objects.exists()


def test_an_edit_needs_the_version_that_was_read(client, case):
    person = a_person(case)

    assert patch(client, person, {"sex": "male"}).status_code == 400
    assert patch(client, person, {"sex": "male", "version": 1}).json()["version"] == 2
    assert patch(client, person, {"sex": "other", "version": 1}).status_code == 409


def test_names_that_are_not_sent_stay(client, case):
    person = a_person(case)

    patch(client, person, {"sex": "male", "version": 1})

    assert person.names.count() == 1


def test_new_names_take_the_place_of_the_old(client, case):
    person = a_person(case)

    response = patch(client, person, {"names": NEW["names"], "version": 1})

    assert response.json()["name"] == "Tan Mei Ling"


def test_the_same_filters_hold_as_on_the_page(client, case):
    a_person(case, "Somchai Jaidee", sex="male")
    a_person(case, sex="female")

    told = client.get("/api/v1/people/?sex=male").json()

    assert [row["name"] for row in told["results"]] == ["Somchai Jaidee"]


def test_outsiders_and_analysts(client_of, outsider, analyst, case):
    url = f"/api/v1/people/{a_person(case).ref}/"

    assert client_of(outsider).get(url).status_code == 404
    assert client_of(analyst).get(url).status_code == 403
