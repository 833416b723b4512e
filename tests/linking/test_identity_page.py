"""The page of an identity, and splitting it."""

import pytest
from django.urls import reverse

from linking import services
from linking.conflicts import among, script_of
from linking.models import Answer, Identity, Match, Verdict
from people import services as people
from people.models import Person
from tests.factories import a_case, assigned


def logged(case, *names, **facts):
    names = [{"kind": "legal", "text": name} for name in names]
    return people.record_person(case, names=names, identifiers=[], **facts)


@pytest.fixture
def trio(investigator):
    """Three records, of three cases, that were found to be one person: A = B = C."""
    facts = [
        {"born_on": "1998-05-17", "sex": "female"},
        {"born_on": "1998", "sex": "female"},
        {"born_on": "1997-05-17", "sex": "male"},
    ]
    names = [["Tan Mei Ling"], ["陈美玲"], ["Lily Tan"]]
    a, b, c = (
        logged(a_case(by=investigator), *of_one, **more)
        for of_one, more in zip(names, facts, strict=True)
    )
    services.judge(a, b, Answer.SAME, by=investigator, note="Same scar")
    services.judge(b, c, Answer.SAME, by=investigator)
    return a, b, c


@pytest.fixture
def url(trio):
    return Identity.objects.get().get_absolute_url()


def page_of(client, url):
    return client.get(url).content.decode()


def test_the_page_shows_records_cases_and_who_decided(client_of, investigator, trio, url):
    page = page_of(client_of(investigator), url)

    for person in trio:
        assert person.get_absolute_url() in page
        assert person.case.ref in page
    assert "Same scar" in page
    assert investigator.name in page


def test_facts_that_contradict_each_other_are_told(trio):
    people = Person.objects.for_detail().filter(pk__in=[person.pk for person in trio])

    found = {conflict.label: dict(conflict.said) for conflict in among(people)}

    assert set(found) == {"Born", "Sex", "Names, Latin"}
    assert set(found["Names, Latin"]) == {"Tan Mei Ling", "Lily Tan"}
    assert len(found["Sex"]["Female"]) == 2


def test_facts_that_may_agree_are_no_conflict(trio):
    people = Person.objects.for_detail().filter(pk__in=[person.pk for person in trio[:2]])

    assert list(among(people)) == []


@pytest.mark.parametrize(
    ("text", "script"), [("Tan", "Latin"), ("陈美玲", "Cjk"), ("สมชาย", "Thai"), ("7", "Other")]
)
def test_names_are_told_apart_by_script(text, script):
    assert script_of(text) == script


@pytest.mark.parametrize("answer", [Answer.DIFFERENT, Answer.UNSURE])
def test_a_split_is_a_verdict_on_one_pair_and_keeps_the_rest(
    client_of, investigator, trio, url, answer
):
    a, b, c = trio
    match = Match.objects.get(left__in=[b, c], right__in=[b, c])
    split = reverse("linking:split", args=[Identity.objects.get().ref, match.ref])

    answered = client_of(investigator).post(split, {"answer": answer, "version": match.version})

    assert answered["Location"] == url
    assert Verdict.objects.live().get(left=match.left, right=match.right).answer == answer
    assert {m.person for m in Identity.objects.get().members.all()} == {a, b}


def test_a_stale_split_changes_nothing(client_of, investigator, trio, url):
    match = Match.objects.first()
    split = reverse("linking:split", args=[Identity.objects.get().ref, match.ref])

    page = client_of(investigator).post(split, {"answer": "unsure", "version": 99}, follow=True)

    assert "Somebody judged this pair" in page.content.decode()
    assert Verdict.objects.count() == 2


def test_one_visible_record_is_no_identity(client_of, outsider, trio, url):
    client, a = client_of(outsider), trio[0]
    assigned(a.case, user=outsider)
    card = reverse("linking:of_person", args=[a.ref])

    assert client.get(url).status_code == 404
    assert url not in page_of(client, card)


def test_two_visible_records_open_it_without_the_third(client_of, outsider, trio, url):
    a, b, c = trio
    for person in (a, b):
        assigned(person.case, user=outsider)

    page = page_of(client_of(outsider), url)

    assert b.case.ref in page
    for secret in (c.ref, c.case.ref, c.case.title, c.name, "3 records"):
        assert secret not in page


def test_the_card_and_the_match_lead_to_the_identity(client_of, investigator, trio, url):
    client = client_of(investigator)

    assert url in page_of(client, reverse("linking:of_person", args=[trio[0].ref]))
    assert url in page_of(client, Match.objects.first().get_absolute_url())
