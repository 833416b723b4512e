"""Two who edit at once: both values are shown, nothing is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit import history
from cases import services
from core.services import StaleRecord


@pytest.fixture
def form(case):
    return {
        "title": case.title, "country": "PE", "opened_on": "2023-10-07", "status": "Active",
        "stage": "intake", "sensitivity": "open", "version": case.version,
    }  # fmt: skip


@pytest.fixture
def url(case):
    return reverse("cases:edit", args=[case.ref])


def test_a_save_of_an_old_version_raises_and_changes_nothing(case):
    services.edit_case(case, version=1, title="Theirs")

    with pytest.raises(StaleRecord) as stale:
        services.edit_case(case, version=1, title="Mine")

    assert stale.value.current.title == "Theirs"
    case.refresh_from_db()
    assert case.title == "Theirs"


def test_a_stale_form_shows_both_values_and_keeps_what_was_typed(
    client_of, investigator, supervisor, form, url
):
    client_of(supervisor).post(url, form | {"title": "Theirs"})

    answer = client_of(investigator).post(url, form | {"title": "Mine"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert supervisor.name in page
    assert "Theirs" in page
    assert 'value="Mine"' in page


def test_saving_again_after_the_conflict_keeps_mine(
    client_of, investigator, supervisor, form, url, case
):
    client_of(supervisor).post(url, form | {"title": "Theirs"})
    client_of(investigator).post(url, form | {"title": "Mine"})

    client_of(investigator).post(url, form | {"title": "Mine", "version": 2})

    case.refresh_from_db()
    assert case.title == "Mine"


def test_a_save_that_changes_nothing_writes_nothing(case):
    services.edit_case(case, version=1, title=case.title)

    case.refresh_from_db()
    assert case.version == 1


def test_history_says_who_changed_what(client_of, investigator, form, url, case):
    client_of(investigator).post(url, form | {"title": "A better title"})

    entry = history.latest(case)
    assert entry.by == investigator.name
    assert [(c.field, c.after) for c in entry.changes] == [("title", "A better title")]


def test_the_api_refuses_a_stale_change_with_the_current_state(client_of, investigator, case):
    services.edit_case(case, version=1, title="Theirs")

    answer = client_of(investigator).patch(
        f"/api/v1/cases/{case.ref}/",
        {"title": "Mine", "version": 1},
        content_type="application/json",
    )

    assert answer.status_code == 409
    assert answer.json()["current"]["title"] == "Theirs"


def test_the_api_wants_to_know_which_state_was_read(client_of, investigator, case):
    answer = client_of(investigator).patch(
        f"/api/v1/cases/{case.ref}/", {"title": "Mine"}, content_type="application/json"
    )

    assert answer.status_code == 400
    assert "version" in answer.json()


def test_who_may_only_read_gets_403_and_who_may_not_even_that_404(
    client_of, analyst, outsider, url, form
):
    assert client_of(analyst).post(url, form).status_code == 403
    assert client_of(outsider).post(url, form).status_code == 404
