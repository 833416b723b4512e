"""The page of the access log."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import ROLES, Role
from audit.models import AccessLog
from tests.factories import a_user

URL, API = "/audit/", "/api/v1/access-log/"


def reads(user, count=1, **fields):
    fields = {"access": "view", "model": "cases.case", "refs": ["TIP-2023-PE-0001"]} | fields
    fields |= {"count": len(fields["refs"]), "path": "/"}
    AccessLog.objects.bulk_create(AccessLog(user=user, **fields) for _ in range(count))


def rows(response):
    return [row.record for row in response.context["table"].rows]


@pytest.mark.parametrize("role", [role for role in ROLES if role != Role.AUDITOR])
@pytest.mark.parametrize("url", [URL, API])
def test_the_log_is_closed_to_all_but_auditors(client_of, db, role, url):
    assert client_of(a_user(role)).get(url).status_code == 403


def test_reading_the_log_is_logged_itself(client_of, auditor):
    client_of(auditor).get(URL)
    client_of(auditor).get(API)

    logged = AccessLog.objects.filter(user=auditor, model="audit.accesslog", access="list")
    assert sorted(logged.values_list("path", flat=True)) == [API, URL]


@pytest.mark.parametrize(
    "query",
    [
        "user=aminah",
        "ref=tip-2023-kh-0002",
        "access=export",
        "model=victims.victim",
    ],
)
def test_each_filter_finds_what_it_names(client_of, auditor, investigator, query):
    reads(investigator)
    wanted = {"refs": ["X", "TIP-2023-KH-0002"], "access": "export", "model": "victims.victim"}
    reads(a_user(name="Aminah"), **wanted)

    (found,) = rows(client_of(auditor).get(f"{URL}?{query}"))

    assert found.user.name == "Aminah"


def test_the_range_of_days_is_kept(client_of, auditor, investigator):
    reads(investigator)

    assert not rows(client_of(auditor).get(f"{URL}?at_before=2020-01-01"))
    assert rows(client_of(auditor).get(f"{URL}?at_after=2020-01-01"))


def test_a_long_log_costs_as_many_queries_as_a_short_one(client_of, auditor, investigator):
    client = client_of(auditor)
    reads(investigator, 5)
    few = queries_of(client)
    for number in range(50):
        reads(a_user(agency=investigator.agency) if number % 10 == 0 else investigator)

    assert queries_of(client) == few


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{URL}?per_page=50").status_code == 200
    return len(queries)


def test_the_export_holds_every_reference_in_the_columns_of_the_screen(
    client_of, auditor, investigator
):
    refs = [f"REF{number}" for number in range(5)]
    reads(investigator, refs=refs)
    client = client_of(auditor)

    page = client.get(f"{URL}?model=cases.case")
    body = client.get(f"{URL}?model=cases.case&export=csv").getvalue().decode("utf-8-sig")

    head, row = csv.reader(io.StringIO(body))
    assert head == [str(column.header) for column in page.context["table"].columns]
    assert ", ".join(refs) in row
    assert "REF0, REF1, REF2 and 2 more" in page.text


def test_the_api_finds_the_reads_of_a_record(client_of, auditor, investigator):
    reads(investigator)
    reads(investigator, refs=["OTHER"])

    found = client_of(auditor).get(f"{API}?ref=OTHER").json()["results"]

    assert [entry["refs"] for entry in found] == [["OTHER"]]
