"""The pages of people: list, record, edit, tab of the case."""

import csv

import pytest

from people import services
from people.models import Person
from tests.factories import a_case, a_person, a_recruiter, a_victim, assigned

NAMES = [{"kind": "legal", "text": "Tan Mei Ling"}, {"kind": "native", "text": "陈美玲"}]
PHONE = {"kind": "phone", "value": "012-345 6789", "role": "user"}


@pytest.fixture
def person(case):
    return services.record_person(
        case,
        names=NAMES,
        identifiers=[PHONE],
        citizenships=["MY", "TW"],
        sex="female",
        born_on="1998-05",
    )


def form_of(person, **changes):
    """What a browser sends back of the edit page, with `changes` typed into it."""
    data = {
        "version": person.version,
        "sex": person.sex,
        "born_on": str(person.born_on or ""),
        "citizenships": "Malaysia, Taiwan",
        "names-TOTAL_FORMS": 2,
        "names-INITIAL_FORMS": 2,
        "names-0-kind": "legal",
        "names-0-text": "Tan Mei Ling",
        "names-1-kind": "native",
        "names-1-text": "陈美玲",
        "identifiers-TOTAL_FORMS": 1,
        "identifiers-INITIAL_FORMS": 1,
        "identifiers-0-kind": "phone",
        "identifiers-0-value": "+60123456789",
        "identifiers-0-role": "user",
    }
    return data | changes


def found(client, query=""):
    table = client.get(f"/people/{query}").context["table"]
    return sorted(row.record.name for row in table.rows)


# The list -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["mei ling", "TAN MEI", "陳美玲", "chen mei", "012 345 6789", "+60123456789"]
)
def test_a_person_is_found_by_any_name_and_number(client, case, person, words):
    a_person(case, "Somchai Jaidee")

    response = client.get("/people/", {"q": words})

    assert [row.record for row in response.context["table"].rows] == [person]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?sex=female", ["Tan Mei Ling"]),
        ("?citizenship=MY", ["Tan Mei Ling"]),
        ("?citizenship=TW", ["Old Man", "Tan Mei Ling"]),
        ("?citizenship=PE", []),
        ("?born_min=1998&born_max=1998", ["Tan Mei Ling"]),
        ("?born_min=1999", ["Old Man"]),
        ("?born_max=1997", []),
        ("?logged_before=2001-01-01", []),
    ],
)
def test_filters(client, case, person, query, names):
    a_person(case, "Old Man", sex="male", born_on="2001~", citizenships=["TW"])

    assert found(client, query) == names


@pytest.mark.parametrize("room", ["people", "victims", "recruiters"])
def test_a_citizenship_is_chosen_from_one_list(client, room):
    page = client.get(f"/{room}/?citizenship=MY")

    assert page.context["filter"].form["citizenship"].widget_type == "select"
    assert '<option value="MY" selected>' in page.text


def test_the_filter_by_case_offers_only_the_cases_that_one_sees(client, case, person):
    hidden = a_case()

    assert found(client, f"?case={case.ref}") == ["Tan Mei Ling"]
    assert found(client, f"?case={hidden.ref}") == []


def test_people_of_unseen_cases_are_in_no_list(client, person):
    a_person(a_case(), "Hidden Person")

    assert found(client) == ["Tan Mei Ling"]


def test_fifty_people_cost_as_many_queries_as_five(client, case, django_assert_num_queries):
    def fill(number):
        for place in range(number):
            a_victim(case, f"Person {place}")

    fill(5)
    client.get("/people/")
    with django_assert_num_queries(QUERIES):
        client.get("/people/?per_page=100")
    fill(45)

    with django_assert_num_queries(QUERIES):
        client.get("/people/?per_page=100")


#: Session, user, referrals, count, rows, the cases that the filter offers (drawn twice), read log.
QUERIES = 8


def test_the_file_equals_the_screen(client, case, person):
    a_recruiter(case, "Lim Ah Kow")

    response = client.get("/people/?export=csv&sort=-name")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    rows = list(csv.reader(lines))
    assert [row[0] for row in rows] == ["Name", "Tan Mei Ling", "Lim Ah Kow"]
    assert rows[1][1:6] == [case.ref, "Female", "1998-05", "MY, TW", ""]
    assert rows[2][5] == "Recruiter"


# A record -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "edit/", "history/"])
def test_outsiders_and_roles_without_people(client_of, outsider, analyst, officer, person, page):
    url = f"/people/{person.ref}/{page}"

    assert client_of(outsider).get(url).status_code == 404
    assert client_of(analyst).get(url).status_code == 403
    assert client_of(officer).get(url).status_code == 403


def test_the_page_shows_names_and_numbers(client, person):
    text = client.get(person.get_absolute_url()).content.decode()

    assert "陈美玲" in text
    assert "+60123456789" in text
    assert "012-345 6789" in text


def test_page_and_form_show_the_country_that_this_case_gave(client, case):
    passport = {"kind": "passport", "value": "A1234567", "role": "holder"}
    services.record_person(a_case(), names=[], identifiers=[passport | {"country": "TW"}])
    ours = services.record_person(case, names=[], identifiers=[passport | {"country": "MY"}])

    page = client.get(ours.get_absolute_url())
    form = client.get(f"/people/{ours.ref}/edit/").context["formsets"]["identifiers"]

    assert '<span class="muted">Malaysia</span>' in page.text
    assert form.forms[0].initial["country"] == "MY"


def test_a_reader_may_open_a_person_but_not_the_form(client_of, outsider, case, person):
    assigned(case, user=outsider, level="read")
    client = client_of(outsider)

    page = client.get(person.get_absolute_url())

    assert f"/people/{person.ref}/edit/" not in page.content.decode()
    assert client.get(f"/people/{person.ref}/edit/").status_code == 403
    assert client.post(f"/people/{person.ref}/edit/", form_of(person)).status_code == 403


def test_the_history_tells_of_a_name_that_was_taken_off(client, person):
    services.edit_person(person, version=1, names=NAMES[:1])

    text = client.get(f"/people/{person.ref}/history/").content.decode()

    assert "Removed the person name" in text


# Editing ------------------------------------------------------------------------------------------


def test_sending_the_form_back_as_it_was_changes_nothing(client, person):
    response = client.post(f"/people/{person.ref}/edit/", form_of(person))

    assert response.status_code == 302
    assert Person.objects.get().version == 1


def test_an_edit_reaches_facts_names_and_identifiers(client, person):
    data = form_of(
        person,
        **{
            "citizenships": "my, Peru",
            "names-1-DELETE": "on",
            "identifiers-0-value": "+886912345678",
        },
    )

    client.post(f"/people/{person.ref}/edit/", data)

    after = Person.objects.get()
    assert after.citizenships == ["MY", "PE"]
    assert [name.text for name in after.names.all()] == ["Tan Mei Ling"]
    assert after.uses.get().identifier.value == "+886912345678"


def test_a_bad_number_is_marked_at_its_row_and_nothing_typed_is_lost(client, person):
    data = form_of(person, **{"identifiers-0-value": "12", "names-0-text": "Tan Mei Lin"})

    response = client.post(f"/people/{person.ref}/edit/", data)

    assert response.status_code == 422
    row = response.context["formsets"]["identifiers"].forms[0]
    assert "not a telephone number" in row.errors["value"][0]
    assert 'value="Tan Mei Lin"' in response.content.decode()


def test_a_country_that_is_none_is_refused_in_words(client, person):
    response = client.post(
        f"/people/{person.ref}/edit/", form_of(person, citizenships="Malaysia, Atlantis")
    )

    assert response.status_code == 422
    assert "“Atlantis” is not a country" in response.content.decode()


def test_a_stale_edit_shows_both_values_of_facts_and_names(client, person):
    services.edit_person(
        person, version=1, sex="male", names=[{"kind": "legal", "text": "Tan Ah Beng"}]
    )
    data = form_of(person, sex="other")

    response = client.post(f"/people/{person.ref}/edit/", data)

    assert response.status_code == 409
    differences = {row["label"]: row for row in response.context["conflict"]["fields"]}
    assert (differences["Sex"]["theirs"], differences["Sex"]["yours"]) == ("Male", "Other")
    names = next(row for label, row in differences.items() if label.startswith("Names"))
    assert "Tan Ah Beng" in names["theirs"]
    assert "Tan Mei Ling" in names["yours"]
    assert "陈美玲" in names["yours"]


# The case -----------------------------------------------------------------------------------------


def test_the_people_of_a_case_are_a_tab_of_it(client, case, person):
    page = client.get(case.get_absolute_url())
    assert f"/cases/{case.ref}/people/" in page.content.decode()

    text = client.get(f"/cases/{case.ref}/people/").content.decode()

    assert "Tan Mei Ling" in text


def test_the_tab_is_closed_to_outsiders_and_analysts(client_of, outsider, analyst, case, person):
    url = f"/cases/{case.ref}/people/"

    assert client_of(outsider).get(url).status_code == 404
    assert client_of(analyst).get(url).status_code == 403


def test_the_timeline_tells_how_many_were_logged_in_a_day(client, case, person):
    a_person(case, "Somchai Jaidee")

    text = client.get(f"/cases/{case.ref}/timeline/").content.decode()

    assert "2 people logged" in text


def test_the_search_box_finds_people_of_seen_cases_only(client, client_of, outsider, person):
    assert "Tan Mei Ling" in client.get("/search/?q=陳美玲").content.decode()
    assert "Tan Mei Ling" not in client_of(outsider).get("/search/?q=陳美玲").content.decode()
