"""A case moves through its stages by the table of moves, and the history says who moved it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from audit import history
from cases import services
from cases.models import Case, Stage
from cases.workflow import MOVES, moves_from


def move(client, case, stage, note=""):
    url = reverse("cases:move", args=[case.ref])
    return client.post(url, {"stage": stage, "note": note}, follow=True)


def stage_of(case):
    return Case.objects.values_list("stage", flat=True).get(pk=case.pk)


def test_a_case_moves_on_and_the_history_says_who_and_why(client_of, investigator, case):
    move(client_of(investigator), case, Stage.SCREENING, "All interviews are planned")

    entry = history.latest(case)
    assert stage_of(case) == Stage.SCREENING
    assert entry.by == investigator.name
    assert "All interviews are planned" in entry.sentence
    assert ("stage", "Intake", "Screening") in [
        (change.field, change.before, change.after) for change in entry.changes
    ]


def test_a_move_that_the_table_does_not_know_is_refused_in_words(client_of, investigator, case):
    answer = move(client_of(investigator), case, Stage.PROSECUTION)

    assert "does not move from “Intake” to “Prosecution”" in answer.text
    assert stage_of(case) == Stage.INTAKE


def test_the_database_itself_refuses_such_a_move(case):
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(stage=Stage.PROSECUTION)


def test_nobody_closes_a_case_by_moving_it(case, investigator):
    with pytest.raises(ValidationError, match="asked for"):
        services.move_case(case, Stage.CLOSED, by=investigator)


def test_an_edit_does_not_move_a_case(case):
    with pytest.raises(ValidationError):
        services.edit_case(case, version=1, stage=Stage.SCREENING)


def test_the_page_offers_the_allowed_moves_and_no_other(client_of, investigator, case):
    answer = client_of(investigator).get(case.get_absolute_url())

    assert answer.context["moves"] == [Stage.SCREENING, Stage.PROTECTION]


def test_who_may_not_write_moves_nothing(client_of, analyst, outsider, case):
    assert move(client_of(analyst), case, Stage.SCREENING).status_code == 403
    assert move(client_of(outsider), case, Stage.SCREENING).status_code == 404


def test_every_open_stage_can_be_closed_and_taken_up_again():
    for stage in set(Stage) - {Stage.CLOSED}:
        assert Stage.CLOSED in MOVES[stage]
        assert stage in MOVES[Stage.CLOSED]
        assert moves_from(stage)
    assert moves_from(Stage.CLOSED) == []


@pytest.mark.parametrize("field", [{"stage": "closed"}, {"sensitivity": "sealed"}])
def test_the_api_neither_moves_nor_seals(client_of, investigator, case, field):
    client_of(investigator).patch(
        f"/api/v1/cases/{case.ref}/", field | {"version": 1}, content_type="application/json"
    )

    case.refresh_from_db()
    assert (case.stage, case.sensitivity) == (Stage.INTAKE, "open")
