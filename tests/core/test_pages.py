"""What every page has: headers, health, errors, search."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from audit.models import Access, AccessLog
from tests.factories import a_case, a_person


def test_every_page_forbids_what_is_not_ours_and_stays_in_no_cache(client_of, investigator, case):
    answer = client_of(investigator).get(case.get_absolute_url())

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"


def test_no_page_holds_a_script_or_style_of_its_own(client_of, investigator, case):
    pages = ["/", "/cases/", case.get_absolute_url(), "/victims/new/", "/links/", "/search/?q=x"]

    for url in pages:
        page = client_of(investigator).get(url).content.decode()
        assert "<script>" not in page
        assert " style=" not in page
        assert " onclick=" not in page


def test_health_needs_no_account(client, db):
    assert client.get("/healthz/").status_code == 200
    assert client.get("/readyz/").content == b"ready\n"


def test_readiness_names_a_broker_that_is_dead(client, db, monkeypatch):
    from config.celery import app

    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")

    answer = client.get("/readyz/")

    assert answer.status_code == 503
    assert b"broker does not answer" in answer.content


def test_readiness_names_migrations_that_are_missing(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'linking'")

    answer = client.get("/readyz/")

    assert answer.status_code == 503
    assert b"lacks migrations" in answer.content


def test_an_address_that_is_not_there_is_explained(client_of, investigator):
    answer = client_of(investigator).get("/cases/NOTHING/")

    assert answer.status_code == 404
    assert "Pulang" in answer.content.decode()


# Search ------------------------------------------------------------------------------------------


@pytest.fixture
def search(client_of, investigator):
    client = client_of(investigator)
    return lambda words: client.get(reverse("core:search"), {"q": words}).content.decode()


def test_a_name_is_found_in_whatever_script_it_is_typed(search, case):
    person = a_person(case, "陈美玲")

    for words in ("chen mei ling", "陈美玲", "陳美玲", "CHEN"):
        assert person.get_absolute_url() in search(words)


def test_search_finds_nothing_in_a_case_that_is_not_open(search, outsider):
    theirs = a_case(by=outsider, title="Their secret")
    person = a_person(theirs, "Zulaikha Secret")

    page = search("secret")

    assert theirs.ref not in page
    assert person.ref not in page


def test_a_search_is_logged_with_its_words(search, investigator, case):
    search("Zulaikha")

    entry = AccessLog.objects.get(access=Access.SEARCH)
    assert entry.user == investigator
    assert "Zulaikha" in entry.query


@pytest.mark.parametrize(
    "words", ["%", "_", "'", '"', "\\", "a" * 5000, "🙂", "\u200b", "(", "\x00"]
)
def test_odd_words_are_only_words(search, words):
    assert "What are you looking for?" in (page := search(words)) or "Nothing found" in page
