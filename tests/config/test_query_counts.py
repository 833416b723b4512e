"""No page costs a query a row: a list of 500 costs as many as one of 5."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.config.filling import Filling

FEW, MANY = 5, 500
#: Pages that show all of one case, without leaves to turn.
MANY_OF_A_CASE = 50

LISTS = {
    "cases:list": Filling.cases,
    "operations:list": Filling.operations,
    "places:list": Filling.places,
    "legal:list": Filling.actions,
    "legal:requests": Filling.requests,
    "legal:statutes": Filling.statutes,
    "evidence:list": Filling.evidence,
    "tasks:list": Filling.tasks,
    "referrals:list": Filling.referrals,
    "people:list": Filling.people,
    "recruiters:list": Filling.recruiters,
    "syndicates:list": Filling.syndicates,
    "repatriation:list": Filling.returns,
    "victims:list": Filling.victims,
    "journeys:list": Filling.legs,
    "recruitment:list": Filling.accounts,
    "exploitation:list": Filling.periods,
    "screenings:list": Filling.screenings,
    "statements:list": Filling.statements,
    "protection_orders:list": Filling.orders,
    "linking:list": Filling.matches,
    "linking:suggested": Filling.matches,
    "linking:case_links": Filling.case_links,
    "linking:keys": Filling.keys,
    "linking:common_values": Filling.values,
    "names:list": Filling.spellings,
    "audit:list": Filling.reads,
}
OF_A_CASE = {
    "cases:detail": Filling.flags,
    "cases:sources": Filling.sources,
    "cases:legal": Filling.requests,
    "cases:evidence": Filling.evidence,
    "case_journeys": Filling.legs,
    "case_statements": Filling.statements,
}
API = {
    "cases": Filling.cases,
    "claims": Filling.sources,
    "evidence": Filling.evidence,
    "flags": Filling.flags,
    "legal-actions": Filling.actions,
    "legal-requests": Filling.requests,
    "matches": Filling.matches,
    "people": Filling.people,
    "protection-orders": Filling.orders,
    "recruiters": Filling.recruiters,
    "referrals": Filling.referrals,
    "repatriation": Filling.returns,
    "sources": Filling.sources,
    "statements": Filling.statements,
    "syndicates": Filling.syndicates,
    "tasks": Filling.tasks,
    "victims": Filling.victims,
}
#: Who reads a list that investigators do not.
READERS = {
    "audit:list": "auditor",
    "names:list": "supervisor",
    "linking:keys": "supervisor",
    "linking:common_values": "supervisor",
}


@pytest.fixture
def filling(case, investigator, embassy):
    return Filling(case, investigator, embassy)


def grow(fill, filling, many):
    """Rows that nobody else sees yet have no statistics: PostgreSQL plans as if there were one, and
    may take minutes over five hundred."""
    fill(filling, many)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def queries(client, url, **query):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url, query)
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_500_costs_as_many_queries_as_one_of_5(request, client_of, filling, name):
    reader = request.getfixturevalue(READERS.get(name, "investigator"))
    client, url, fill = client_of(reader), reverse(name), LISTS[name]
    fill(filling, FEW)
    few = queries(client, url, per_page=100), queries(client, url, export="csv")

    grow(fill, filling, MANY - FEW)

    assert (queries(client, url, per_page=100), queries(client, url, export="csv")) == few


@pytest.mark.parametrize("name", OF_A_CASE)
def test_a_page_of_a_case_costs_as_many_queries_however_much_it_shows(
    client_of, investigator, filling, name
):
    client, url = client_of(investigator), reverse(name, args=[filling.case.ref])
    OF_A_CASE[name](filling, FEW)
    few = queries(client, url)

    grow(OF_A_CASE[name], filling, MANY_OF_A_CASE - FEW)

    assert queries(client, url) == few


def test_so_does_the_page_of_an_item_with_its_custody_and_files(client_of, investigator, filling):
    client, url = client_of(investigator), filling.custody(FEW).get_absolute_url()
    few = queries(client, url)

    grow(Filling.custody, filling, MANY_OF_A_CASE - FEW)

    assert queries(client, url) == few


@pytest.mark.parametrize("path", API)
def test_so_does_the_api(client_of, investigator, filling, path):
    client, url = client_of(investigator), f"/api/v1/{path}/"
    API[path](filling, FEW)
    few = queries(client, url, per_page=200)

    grow(API[path], filling, MANY - FEW)

    assert queries(client, url, per_page=200) == few
