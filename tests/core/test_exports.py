"""Files of a list: what the screen shows, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from audit.models import Access, AccessLog
from core.exports import harmless
from tests.factories import a_case

LIST = "cases:list"


def exported(client, **query):
    answer = client.get(reverse(LIST), {"export": "csv", **query})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("cell", ["=1+1", "+60123456789", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "text"), [(-5, "-5"), (None, ""), ("陈美玲", "陈美玲"), ("a=b", "a=b")]
)
def test_other_cells_stay_as_they_are(cell, text):
    assert harmless(cell) == text


def test_the_file_holds_what_the_screen_shows_in_its_order(client_of, investigator):
    for title in ("Beta", "Alpha", "Gamma"):
        a_case(by=investigator, title=title)
    a_case(by=investigator, title="Hidden by the filter", country="MM")

    rows = exported(client_of(investigator), country="PE", sort="-title")

    assert [row["Title"] for row in rows] == ["Gamma", "Beta", "Alpha"]


def test_a_dangerous_title_is_disarmed_in_the_file(client_of, investigator):
    a_case(by=investigator, title='=HYPERLINK("http://x.example")')

    assert exported(client_of(investigator))[0]["Title"].startswith("'=HYPERLINK")


def test_nobody_exports_what_they_may_not_see(client_of, outsider, case):
    assert exported(client_of(outsider)) == []


def test_an_unknown_format_is_refused_in_words(client_of, investigator):
    answer = client_of(investigator).get(reverse(LIST), {"export": "exe"})

    assert answer.status_code == 400
    assert "csv or xlsx" in answer.content.decode()


def test_a_filter_that_is_not_understood_exports_nothing(client_of, investigator):
    answer = client_of(investigator).get(reverse(LIST), {"export": "csv", "country": "XX"})

    assert answer.status_code == 422


def test_an_export_is_logged_with_how_many_rows_it_held(client_of, investigator, case):
    exported(client_of(investigator))

    entry = AccessLog.objects.get(access=Access.EXPORT)
    assert (entry.user, entry.count) == (investigator, 1)


def test_excel_gets_the_same_rows(client_of, investigator, case):
    answer = client_of(investigator).get(reverse(LIST), {"export": "xlsx"})

    assert b"".join(answer.streaming_content).startswith(b"PK")
