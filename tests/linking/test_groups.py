"""Suggested groups: shown with what there is to judge, never merged, and without a leak."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Sensitivity
from linking import services
from linking.models import Answer, Identity, IdentityMember, Match
from tests.factories import a_case, a_person, assigned

URL = reverse("linking:suggested")
GOES_ON = "may go on in cases that you cannot open"


@pytest.fixture
def people(investigator):
    """Four records, each in a case of its own."""
    return [a_person(a_case(by=investigator), f"Person {letter}") for letter in "ABCD"]


def proposed(one, other, weight=9.0):
    left, right = sorted((one, other), key=lambda person: person.pk)
    return Match.objects.create(left=left, right=right, weight=weight, value=weight)


def groups(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return [{person.name[-1] for person in group.records} for group in response.context["groups"]]


def test_open_matches_that_hang_together_are_a_group(client, people):
    a, b, c, _ = people
    proposed(a, b)
    proposed(b, c)

    assert groups(client) == [{"A", "B", "C"}]
    assert not Identity.objects.exists()
    assert not IdentityMember.objects.exists()


def test_different_keeps_a_group_apart(client, people, investigator):
    a, b, c, _ = people
    proposed(a, b, weight=12)
    proposed(b, c)
    services.judge(a, c, Answer.DIFFERENT, by=investigator)

    assert groups(client) == [{"A", "B"}]


def test_an_identity_counts_as_one_and_alone_is_no_suggestion(client, people, investigator):
    a, b, c, _ = people
    services.judge(a, b, Answer.SAME, by=investigator)
    assert groups(client) == []

    proposed(b, c)

    assert groups(client) == [{"A", "B", "C"}]
    assert Identity.objects.get().ref in client.get(URL).content.decode()


def test_what_is_too_weak_to_propose_makes_no_group(client, people):
    proposed(*people[:2], weight=-6)

    assert groups(client) == []


def test_judge_these_leads_through_the_pairs_of_the_group_and_no_others(client, people):
    a, b, c, d = people
    first, second = proposed(a, b, 12), proposed(b, c, 9)
    other = proposed(d, a_person(d.case, "Person E"), 20)
    page = client.get(URL)
    (group,) = [group for group in page.context["groups"] if len(group.records) == 3]

    match = client.get(group.judge_url)

    assert match.context["record"] == first
    assert second.get_absolute_url() in match.context["next_url"]
    last = client.get(match.context["next_url"])
    assert last.context["next_url"] == ""
    assert other.ref not in last.content.decode()


def test_the_groups_of_one_case_can_be_asked_for(client, people):
    a, b, c, d = people
    proposed(a, b)
    proposed(c, d)

    assert groups(client, case=a.case.ref) == [{"A", "B"}]
    assert groups(client, q="Person D") == [{"C", "D"}]


def test_a_piece_that_cannot_be_opened_is_one_neutral_line(client_of, people, outsider):
    a, b, c, d = people
    proposed(a, b)
    proposed(b, c)
    proposed(b, d)
    for person in (a, b):
        assigned(person.case, user=outsider)
    client = client_of(outsider)

    page = client.get(URL).content.decode()

    assert groups(client) == [{"A", "B"}]
    assert page.count(GOES_ON) == 1
    for hidden in (c, d):
        for secret in (hidden.ref, hidden.name, hidden.case.ref, hidden.case.title):
            assert secret not in page


def test_a_sealed_piece_is_no_line_at_all(client_of, people, outsider):
    a, b, c, _ = people
    proposed(a, b)
    proposed(b, c)
    c.case.sensitivity = Sensitivity.SEALED
    c.case.save()
    for person in (a, b):
        assigned(person.case, user=outsider)

    assert GOES_ON not in client_of(outsider).get(URL).content.decode()


def test_what_only_a_hidden_record_joins_is_no_group(client_of, people, outsider):
    a, b, c, _ = people
    proposed(a, b)
    proposed(b, c)
    for person in (a, c):
        assigned(person.case, user=outsider)

    assert groups(client_of(outsider)) == []


def test_an_identity_of_which_one_record_is_seen_is_not_told(
    client_of, people, outsider, investigator
):
    a, b, c, _ = people
    services.judge(b, c, Answer.SAME, by=investigator)
    proposed(a, b)
    for person in (a, b):
        assigned(person.case, user=outsider)

    page = client_of(outsider).get(URL).content.decode()

    assert groups(client_of(outsider)) == [{"A", "B"}]
    assert Identity.objects.get().ref not in page


def test_many_groups_cost_as_many_queries_as_one(client, case):
    counts = []
    for number in (1, 12):
        for _ in range(number):
            proposed(a_person(case), a_person(case))
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts[0] == counts[1]
