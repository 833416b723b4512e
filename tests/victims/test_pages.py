"""The pages of victims: list, logging, record."""

import csv

import pytest

from accounts.roles import ROLES, Role, Rules
from people.models import Person
from people.services import edit_person
from tests.factories import a_case, a_victim, assigned
from victims import services
from victims.models import RecruitmentAccount, Victim


@pytest.fixture
def victim(case):
    return services.register(
        case,
        names=[{"kind": "legal", "text": "Tan Mei Ling"}],
        identifiers=[{"kind": "phone", "value": "+60123456789", "role": "user"}],
        accounts=[{"promised_job": "Call centre agent", "promised_country": "TH"}],
        citizenships=["MY"],
        sex="female",
        born_on="1998",
    )


@pytest.fixture
def nameless(monkeypatch):
    """Investigators, but without the right to see victims by name."""
    rules = ROLES[Role.INVESTIGATOR]
    fewer = Rules(rules.scope, rules.permissions - {"people.view_identity", "people.view_person"})
    monkeypatch.setitem(ROLES, Role.INVESTIGATOR, fewer)


def form(**changes):
    """What a browser sends of the page on which somebody is logged."""
    return {
        "sex": "female",
        "born_on": "about 1998",
        "citizenships": "Malaysia",
        "status": "PossibleVictimOfTrafficking",
        "names-TOTAL_FORMS": 2,
        "names-INITIAL_FORMS": 0,
        "names-0-kind": "legal",
        "names-0-text": "Tan Mei Ling",
        "names-1-kind": "native",
        "names-1-text": "陈美玲",
        "identifiers-TOTAL_FORMS": 2,
        "identifiers-INITIAL_FORMS": 0,
        "identifiers-0-kind": "phone",
        "identifiers-0-value": "012-345 6789",
        "identifiers-0-role": "user",
        "identifiers-1-kind": "phone",
        "identifiers-1-role": "contact",
    } | changes


# Logging ------------------------------------------------------------------------------------------


def test_one_page_logs_person_numbers_role_and_recruitment(client, case):
    data = form(case=case.ref, promised_job="Call centre", currency="myr", controls=["DebtBondage"])

    response = client.post(f"/victims/new/?case={case.ref}", data)

    victim = Victim.objects.get()
    assert response.url == f"/victims/{victim.ref}/"
    assert str(victim.person.born_on) == "1998~"
    assert victim.person.uses.get().identifier.value == "+60123456789"
    assert [name.text for name in victim.person.names.all()] == ["Tan Mei Ling", "陈美玲"]
    assert victim.controls == ["DebtBondage"]
    assert victim.accounts.get().promised_job == "Call centre"


def test_a_recruitment_of_which_nothing_was_told_is_not_recorded(client, case):
    client.post("/victims/new/", form(case=case.ref))

    assert Victim.objects.exists()
    assert not RecruitmentAccount.objects.exists()


def test_save_and_log_the_next_comes_back_to_the_same_case(client, case):
    response = client.post("/victims/new/", form(case=case.ref, another="1"))

    assert response.url == f"/victims/new/?case={case.ref}"


def test_a_bad_number_is_marked_at_its_row_and_nothing_typed_is_lost(client, case):
    data = form(case=case.ref, **{"identifiers-0-value": "12", "promised_job": "Cook"})

    response = client.post("/victims/new/", data)

    assert response.status_code == 422
    row = response.context["formsets"]["identifiers"].forms[0]
    assert "not a telephone number" in row.errors["value"][0]
    text = response.content.decode()
    assert 'value="陈美玲"' in text
    assert 'value="Cook"' in text
    assert not Person.objects.exists()


def test_what_was_told_of_the_recruitment_stays_in_sight_after_a_mistake(client, case):
    assert '<details class="card">' in client.get("/victims/new/").content.decode()

    response = client.post("/victims/new/", form(case=case.ref, promised_job="x" * 200))

    assert response.status_code == 422
    assert '<details class="card" open>' in response.content.decode()


def test_a_row_with_a_source_but_no_number_is_not_dropped_in_silence(client, case):
    data = form(case=case.ref, **{"identifiers-1-source": "Her brother"})

    response = client.post("/victims/new/", data)

    assert response.status_code == 422
    assert "Fill this in, or remove the row." in response.content.decode()


def test_the_page_is_of_a_case_that_one_may_write_on(client, client_of, investigator, outsider):
    case = a_case()
    assert client.get(f"/victims/new/?case={case.ref}").status_code == 404

    assigned(case, user=investigator, level="read")

    assert client.get(f"/victims/new/?case={case.ref}").status_code == 403
    assert client.post("/victims/new/", form(case=case.ref)).status_code == 422


def test_analysts_log_nobody(client_of, analyst, case):
    assert client_of(analyst).get(f"/victims/new/?case={case.ref}").status_code == 403


# The list -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=mei ling", True),
        ("q=012-345 6789", True),
        ("status=PossibleVictimOfTrafficking", True),
        ("status=ActualVictimOfTrafficking", False),
        ("sex=female&citizenship=MY", True),
        ("citizenship=TW", False),
        ("controls=DebtBondage", False),
        ("promised_country=TH", True),
        ("promised_country=MM", False),
        ("born_min=1998&born_max=1998", True),
        ("is_injured=true", False),
    ],
)
def test_filters(client, victim, query, found):
    rows = client.get(f"/victims/?{query}").context["table"].rows

    assert [row.record for row in rows] == ([victim] if found else [])


def test_fifty_victims_cost_as_many_queries_as_five(client, case, django_assert_num_queries):
    for count in (5, 45):
        for place in range(count):
            a_victim(case, f"Victim {place}")
        with django_assert_num_queries(8):
            client.get("/victims/?per_page=100")


def test_the_file_equals_the_screen(client, case, victim):
    a_victim(case, "Aminah binti Zain")

    response = client.get("/victims/?export=csv&q=tan")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    rows = list(csv.reader(lines))
    assert rows[0][:4] == ["Name", "Case", "Trafficking status", "Sex"]
    assert [row[:7] for row in rows[1:]] == [
        ["Tan Mei Ling", case.ref, "Possible victim", "Female", "1998", "MY", "Call centre agent"]
    ]


# A record -----------------------------------------------------------------------------------------

PAGES = ["", "edit/", "story/", "history/", "accounts/new/", "legs/new/", "periods/new/"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_to_who_works_on_the_case(client, victim, page):
    assert client.get(f"/victims/{victim.ref}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_outsiders_and_roles_without_victims(client_of, outsider, analyst, officer, victim, page):
    url = f"/victims/{victim.ref}/{page}"

    assert client_of(outsider).get(url).status_code == 404
    assert client_of(analyst).get(url).status_code == 403
    assert client_of(officer).get(url).status_code == 403


@pytest.mark.parametrize("page", ["edit/", "accounts/new/", "legs/new/", "periods/new/"])
def test_a_reader_changes_nothing(client_of, outsider, case, victim, page):
    assigned(case, user=outsider, level="read")

    assert client_of(outsider).post(f"/victims/{victim.ref}/{page}", form()).status_code == 403


def test_without_the_right_to_names_a_victim_is_a_pseudonym(client, nameless, case, victim):
    for url in ("/victims/", victim.get_absolute_url(), f"/victims/{victim.ref}/story/"):
        text = client.get(url).content.decode()

        assert victim.pseudonym in text
        assert "Mei Ling" not in text
        assert "+60123456789" not in text


def test_without_the_right_to_names_no_search_gives_one_away(client, nameless, victim):
    found = client.get("/victims/?q=mei ling").context["table"].rows

    assert not list(found)
    assert client.get(f"/victims/{victim.ref}/edit/").status_code == 403
    assert client.get(f"/victims/{victim.ref}/history/").status_code == 403


def test_the_history_tells_of_the_person_too(client, victim):
    edit_person(victim.person, version=1, names=[])

    text = client.get(f"/victims/{victim.ref}/history/").content.decode()

    assert "Removed the person name" in text
    assert "Added the recruitment account" in text


def test_a_stale_edit_shows_both_values(client, victim):
    edit_person(victim.person, version=1, sex="male")
    rows = {"identifiers-0-value": "+60123456789", "identifiers-TOTAL_FORMS": 1}

    response = client.post(f"/victims/{victim.ref}/edit/", form(version=1, sex="other", **rows))

    assert response.status_code == 409
    sex = next(row for row in response.context["conflict"]["fields"] if row["label"] == "Sex")
    assert (sex["theirs"], sex["yours"]) == ("Male", "Other")
    victim.person.refresh_from_db()
    assert victim.person.sex == "male"


def test_saving_again_after_a_conflict_keeps_what_was_typed(client, victim):
    edit_person(victim.person, version=1, sex="male")
    url = f"/victims/{victim.ref}/edit/"
    shown = client.post(url, form(version=1, sex="other")).context["form"]

    client.post(url, form(version=shown["version"].value(), sex="other"))

    victim.person.refresh_from_db()
    assert victim.person.sex == "other"
