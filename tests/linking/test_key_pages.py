"""The most frequent keys: which blocks are refused, and what of them nobody may read."""

import pytest
from django.urls import reverse

from linking import services
from linking.models import KeyCount, LinkKey
from linking.tasks import count_keys
from tests.factories import a_case, a_person

URL = reverse("linking:keys")
PASSPORT = "passport:A1234567"


def people_with(key, number, case):
    rows = [a_person(case, name="") for _ in range(number)]
    LinkKey.objects.bulk_create(LinkKey(person=row, key=key) for row in rows)


@pytest.fixture
def counted(case):
    """A frequent key in a case that the supervisor opens, another in one that nobody here does."""
    people_with("name:jn+ml", 12, case)
    people_with(PASSPORT, 11, a_case())
    people_with("born:1998-05-17", services.FREQUENT - 1, case)
    count_keys()


def page(client, **query):
    return client.get(URL, query).content.decode()


def test_frequent_keys_are_counted_and_rare_ones_are_not(counted):
    assert dict(KeyCount.objects.values_list("key", "records")) == {"name:jn+ml": 12, PASSPORT: 11}


def test_counting_twice_is_as_counting_once(counted):
    assert count_keys() == 2
    assert KeyCount.objects.count() == 2


def test_counts_follow_the_keys(counted):
    LinkKey.objects.filter(key=PASSPORT).delete()

    count_keys()

    assert not KeyCount.objects.filter(key=PASSPORT).exists()


def test_a_key_is_told_with_its_number_to_who_may_open_one_of_its_records(
    client_of, supervisor, counted
):
    shown = page(client_of(supervisor))

    assert "jn+ml" in shown
    assert ">12<" in shown
    assert ">66<" in shown  # 12 with each other


def test_of_cases_that_one_may_not_open_only_the_kind_and_about_how_many(
    client_of, supervisor, counted
):
    client = client_of(supervisor)
    shown = page(client)
    file = b"".join(client.get(URL, {"export": "csv"}).streaming_content).decode()

    for text in (shown, file):
        assert "A1234567" not in text
        assert "Passport" in text
        assert "over 10" in text
    assert ">11<" not in shown


def test_a_hidden_value_cannot_be_searched_for(client_of, supervisor, counted):
    found = page(client_of(supervisor), q="A1234567")

    assert found.count("Of cases that you may not open") == 1  # as without the question


def test_keys_are_filtered_by_kind(client_of, supervisor, counted):
    shown = page(client_of(supervisor), kind="name")

    assert "jn+ml" in shown
    assert "Of cases that you may not open" not in shown


def test_a_block_over_the_cap_is_refused_and_what_that_saves_is_told(
    client_of, supervisor, counted
):
    KeyCount.objects.filter(key="name:jn+ml").update(records=services.BLOCK_CAP + 1)

    shown = page(client_of(supervisor), state="refused")

    assert "Refused: over the cap" in shown
    assert f"{services.BLOCK_CAP * (services.BLOCK_CAP + 1) // 2:,}" in shown
    assert "Passport" not in shown.partition("<table")[2]


@pytest.mark.parametrize("role", ["investigator", "officer", "auditor", "administrator"])
def test_nobody_else_opens_the_page(request, client_of, role):
    assert client_of(request.getfixturevalue(role)).get(URL).status_code == 403


def test_an_analyst_opens_it(client_of, analyst, counted):
    assert client_of(analyst).get(URL).status_code == 200
