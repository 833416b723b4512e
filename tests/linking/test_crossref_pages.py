"""Cross-references as their readers see them: list, tab, drawing, and what is new."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Sensitivity
from linking import casegraph, digest, services
from linking.models import CaseKey, CaseLink
from linking.weighing import MOST_CASES
from tests.factories import a_case, a_user, an_agency, assigned

REASON = {"kind": "flight", "strength": 6, "words": "Flight KL743 in both", "people": []}


def linked(one, other, strength=6.0, *kinds, **facts):
    left, right = sorted((one, other), key=lambda case: case.pk)
    kinds = list(kinds or ["flight"])
    reasons = [REASON | {"kind": kind} for kind in kinds]
    return CaseLink.objects.create(
        left=left, right=right, strength=strength, kinds=kinds, reasons=reasons, **facts
    )


@pytest.fixture
def hidden(outsider):
    """A case that the investigator cannot open."""
    return a_case(by=outsider, title="Hall behind the market", sensitivity=Sensitivity.RESTRICTED)


def of_case(client, case, **query):
    return client.get(reverse("linking:of_case", args=[case.ref]), query)


def shown(response):
    return [link["case"] for link in response.context["links"]]


# The tab of a case --------------------------------------------------------------------------------


def test_the_strongest_case_comes_first_with_every_reason(client_of, investigator, case, elsewhere):
    third = a_case(by=investigator)
    linked(case, elsewhere, 3)
    linked(case, third, 9, "flight", "site")

    page = of_case(client_of(investigator), case)

    assert shown(page) == [third, elsewhere]
    assert page.content.decode().count("Flight KL743 in both") == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "site"}, ["site"]),
        ({"kind": ["site", "confirmed"]}, ["confirmed", "site"]),
        ({"people": "confirmed"}, ["confirmed"]),
        ({"people": "suggested"}, ["suggested"]),
        ({"people": "none"}, ["site"]),
        ({"strength": "7"}, ["confirmed"]),
    ],
)
def test_the_tab_filters(client_of, investigator, case, query, found):
    others = {}
    for strength, kind in ((5, "site"), (12, "confirmed"), (3, "suggested")):
        others[kind] = a_case(by=investigator)
        linked(case, others[kind], strength, kind)

    page = of_case(client_of(investigator), case, **query)

    assert shown(page) == [others[kind] for kind in found]


def test_the_agency_is_that_of_the_other_case(client_of, investigator, case, elsewhere):
    theirs = a_case(by=a_user(agency=an_agency(name="Third unit")))
    assigned(theirs, user=investigator)
    for other in (elsewhere, theirs):
        linked(case, other)
    client = client_of(investigator)

    assert shown(of_case(client, case, agency=theirs.lead_agency.pk)) == [theirs]
    assert shown(of_case(client, case, agency=case.lead_agency.pk)) == [elsewhere]


def test_values_that_too_many_cases_have_are_counted(client_of, investigator, case):
    others = [a_case(by=investigator) for _ in range(2)]
    more = [
        type(case)(ref=f"C{n}", title="x", country="PE", opened_on=case.opened_on,
                   lead_agency=case.lead_agency)
        for n in range(MOST_CASES - 2)
    ]  # fmt: skip
    everybody = [case, *others, *type(case).objects.bulk_create(more)]
    CaseKey.objects.bulk_create(
        CaseKey(case=one, kind="flight", value="KL743|2023-09-29") for one in everybody
    )
    CaseKey.objects.bulk_create(
        CaseKey(case=one, kind="site", value="kk park|MM") for one in everybody[:-1]
    )

    page = of_case(client_of(investigator), case).content.decode()

    assert "1 × flight" in page
    assert "× house" not in page


# The list -----------------------------------------------------------------------------------------


def test_the_list_shows_pairs_of_which_both_are_open(
    client_of, investigator, case, elsewhere, hidden
):
    linked(case, elsewhere)
    secret = linked(case, hidden, 99)
    client = client_of(investigator)

    for query in ({}, {"export": "csv"}, {"q": hidden.title}, {"news": "yes"}):
        answer = client.get(reverse("linking:case_links"), query)
        text = answer.getvalue().decode()
        assert hidden.ref not in text
        assert secret.ref not in text
        assert "99.0" not in text
    assert elsewhere.ref in client.get(reverse("linking:case_links")).content.decode()


def test_the_file_equals_the_screen(client_of, investigator, case, elsewhere):
    linked(case, elsewhere, 6, "flight", "site")
    linked(case, a_case(by=investigator), 3, "suggested")

    answer = client_of(investigator).get(
        reverse("linking:case_links"), {"kind": "site", "export": "csv"}
    )

    lines = answer.getvalue().decode().splitlines()
    assert len(lines) == 2
    assert "House or compound" in lines[1]
    assert "Flight KL743 in both (6)" in lines[1]


@pytest.mark.parametrize("role", ["auditor", "officer"])
def test_who_reads_no_cases_reads_no_list(client_of, request, role):
    client = client_of(request.getfixturevalue(role))

    assert client.get(reverse("linking:case_links")).status_code == 403
    assert client.post(reverse("linking:seen")).status_code == 403


# The drawing --------------------------------------------------------------------------------------


def test_one_hop_shows_neighbours_and_two_their_neighbours(investigator, case, elsewhere):
    far = a_case(by=investigator)
    linked(case, elsewhere)
    linked(elsewhere, far)

    near, wide = (casegraph.around(case, user=investigator, hops=hops) for hops in (1, 2))

    assert [node.case for node in near.nodes] == [case, elsewhere]
    assert [(node.case, node.hops) for node in wide.nodes] == [
        (case, 0), (elsewhere, 1), (far, 2),
    ]  # fmt: skip
    assert (len(near.lines), len(wide.lines)) == (1, 2)


def test_nothing_hidden_is_drawn_counted_or_passed_through(investigator, case, elsewhere, hidden):
    linked(case, hidden, 99)
    linked(hidden, elsewhere, 99)

    graph = casegraph.around(case, user=investigator, hops=2)

    assert [node.case for node in graph.nodes] == [case]
    assert (graph.lines, graph.total) == ([], 1)


def test_at_most_fifty_are_drawn_and_all_are_counted(client_of, investigator, case):
    for number in range(55):
        linked(case, a_case(by=investigator), number)

    page = of_case(client_of(investigator), case)

    graph = page.context["graph"]
    assert (len(graph.nodes), graph.total) == (50, 56)
    assert [node.strength for node in graph.nodes[1:4]] == [54, 53, 52]
    assert "50 of 56 shown" in page.content.decode()


def test_the_drawing_is_links_and_needs_no_style_of_its_own(
    client_of, investigator, case, elsewhere
):
    linked(case, elsewhere)

    page = of_case(client_of(investigator), case).content.decode()

    svg = page[page.index('<svg viewBox="0 0 720') :].partition("</svg>")[0]
    assert reverse("linking:of_case", args=[elsewhere.ref]) in svg
    assert "style=" not in svg


def test_the_tab_costs_as_many_queries_for_fifty_cases_as_for_five(client_of, investigator, case):
    client, counts = client_of(investigator), []
    for more in (5, 45):
        cases = [a_case(by=investigator) for _ in range(more)]
        for other in cases:
            linked(case, other)
        linked(*cases[:2])
        with CaptureQueriesContext(connection) as queries:
            of_case(client, case, hops=2, per_page=100)
        counts.append(len(queries))

    assert counts[0] == counts[1]


# What is new --------------------------------------------------------------------------------------


def mark_all_seen(client):
    page = client.get(reverse("linking:case_links"))
    until = page.context["news"].until
    return client.post(reverse("linking:seen"), {"until": until.isoformat()}, follow=True)


def test_what_came_is_new_until_it_is_marked_as_seen(client_of, investigator, case, elsewhere):
    link = linked(case, elsewhere)
    client = client_of(investigator)
    assert digest.news(investigator).count == 1
    assert case.ref in client.get("/").content.decode()

    mark_all_seen(client)
    assert digest.news(investigator).count == 0
    assert "Nothing new since" in client.get("/").content.decode()

    CaseLink.objects.filter(pk=link.pk).update(grown_at=timezone.now())
    assert digest.news(investigator).count == 1


def test_what_comes_while_one_reads_stays_new(client_of, investigator, case, elsewhere):
    linked(case, elsewhere)
    client = client_of(investigator)
    until = client.get(reverse("linking:case_links")).context["news"].until
    later = linked(case, a_case(by=investigator))

    client.post(reverse("linking:seen"), {"until": until.isoformat()})

    assert list(digest.new_links(investigator, digest.seen_until(investigator))) == [later]


def test_the_news_of_one_are_not_those_of_another(investigator, supervisor, case, elsewhere):
    linked(case, elsewhere)

    services.mark_seen(investigator, until=timezone.now())

    assert digest.news(investigator).count == 0
    assert digest.news(supervisor).count == 1


def test_hidden_links_are_never_news(client_of, investigator, case, hidden):
    linked(case, hidden, grown_at=timezone.now())

    assert digest.news(investigator).count == 0
    assert digest.news(investigator).until is None
    assert hidden.ref not in client_of(investigator).get("/").content.decode()


def test_a_day_in_the_future_or_none_hides_nothing(client_of, investigator, case, elsewhere):
    client = client_of(investigator)
    client.post(reverse("linking:seen"), {"until": "2999-01-01T00:00:00Z"})
    answer = client.post(reverse("linking:seen"), {"until": "yesterday"}, follow=True)
    assert "Nothing was marked" in answer.content.decode()

    linked(case, elsewhere, grown_at=timezone.now())

    assert digest.news(investigator).count == 1


# The API ------------------------------------------------------------------------------------------


def test_the_api_filters_like_the_page(client_of, investigator, case, elsewhere, hidden):
    link = linked(case, elsewhere, 6, "site")
    linked(case, hidden, 9, "site")
    linked(case, a_case(by=investigator), 3, "suggested")

    rows = client_of(investigator).get("/api/v1/case-links/", {"kind": "site"}).json()["results"]

    assert [(row["ref"], row["kinds"]) for row in rows] == [(link.ref, ["site"])]
    assert "people" not in rows[0]["reasons"][0]
