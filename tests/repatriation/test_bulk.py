"""Moving the ticked returns, on the page and through the API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from repatriation.models import Repatriation
from repatriation.workflow import Status, StepKind
from tests.factories import an_agency

COMPLETE, ADVANCE = "/repatriation/complete/", "/repatriation/advance/"
API = "/api/v1/repatriation/"


@pytest.fixture
def desk(client_of, officer):
    """The browser of the mission's officer."""
    return client_of(officer)


def refs(*rows):
    return [row.ref for row in rows]


def status_of(row):
    return Repatriation.objects.get(pk=row.pk).status


def test_the_ticked_are_moved_and_the_rest_are_named_with_their_reason(desk, a_return):
    ready, done = a_return("Ready"), a_return("Gone already")
    for status in (Status.IN_PROGRESS, Status.DEPARTED):
        desk.post(ADVANCE, {"chosen": refs(done), "status": status})

    response = desk.post(
        ADVANCE, {"chosen": refs(ready, done), "status": Status.IN_PROGRESS, "note": ""}
    )

    assert "1 moved, 1 left" in response.text
    assert "Gone already" in response.text
    assert "is “Departed”" in response.text
    assert status_of(ready) == Status.IN_PROGRESS


def test_when_all_went_well_the_user_is_back_at_the_filtered_list(desk, a_return):
    row = a_return()
    came_from = "http://testserver/repatriation/?status=not_started"

    response = desk.post(
        COMPLETE,
        {"chosen": refs(row), "kind": StepKind.CONSULAR_VISIT},
        headers={"referer": came_from},
    )

    assert response.url == came_from
    assert row.steps.get(kind=StepKind.CONSULAR_VISIT).done_on == timezone.localdate()


def test_nobody_is_sent_to_another_site(desk, a_return):
    body = {"chosen": refs(a_return()), "status": Status.IN_PROGRESS}

    response = desk.post(ADVANCE, body, headers={"referer": "https://evil.example/"})

    assert response.url == reverse("repatriation:list")


def test_one_return_out_of_sight_stops_the_whole_act(desk, a_return):
    ours, theirs = a_return("Ours"), a_return("Theirs", mission=an_agency(kind="Embassy"))

    response = desk.post(ADVANCE, {"chosen": refs(ours, theirs), "status": Status.IN_PROGRESS})

    assert response.status_code == 422
    assert f"“{theirs.ref}” is not among the returns that you may change" in response.text
    assert "Theirs" not in response.text
    assert status_of(ours) == status_of(theirs) == Status.NOT_STARTED


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"kind": "consular_visit"}, "Tick at least one return"),
        ({"chosen": "X"}, "Choose the step that is done"),
        ({"chosen": "X", "kind": "singing"}, "not one of the available choices"),
        ({"chosen": "X", "kind": "consent", "on": "yesterday"}, "Enter a valid date"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(desk, a_return, body, sentence):
    row = a_return()
    body = {key: row.ref if value == "X" else value for key, value in body.items()}

    response = desk.post(COMPLETE, body)

    assert response.status_code == 422
    assert sentence in response.text


def test_a_day_to_come_is_refused(desk, a_return):
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = desk.post(
        COMPLETE, {"chosen": refs(a_return()), "kind": "consent", "on": tomorrow.isoformat()}
    )

    assert response.status_code == 422
    assert "yet to come" in response.text


@pytest.mark.parametrize("url", [COMPLETE, ADVANCE])
def test_moving_is_for_officers_and_by_post_alone(client_of, investigator, desk, url):
    assert desk.get(url).status_code == 405
    assert client_of(investigator).post(url).status_code == 403


# One step -----------------------------------------------------------------------------------------


def test_a_step_is_blocked_with_its_reason_and_freed_again(desk, a_return):
    step = a_return().steps.get(kind=StepKind.EXIT_CLEARANCE)

    desk.post(reverse("repatriation:block", args=[step.ref]), {"because": "Fine not paid"})
    step.refresh_from_db()
    assert step.blocked_because == "Fine not paid"

    desk.post(reverse("repatriation:unblock", args=[step.ref]))
    step.refresh_from_db()
    assert step.blocked_because == ""


def test_a_block_without_a_reason_is_refused_in_words(desk, a_return):
    step = a_return().steps.first()

    url = reverse("repatriation:block", args=[step.ref])
    response = desk.post(url, {"because": " "}, follow=True)

    assert "Say what blocks the step." in response.text


def test_a_done_step_is_undone(desk, a_return):
    row = a_return()
    desk.post(COMPLETE, {"chosen": refs(row), "kind": StepKind.TICKET})
    step = row.steps.get(kind=StepKind.TICKET)

    desk.post(reverse("repatriation:undo", args=[step.ref]))

    step.refresh_from_db()
    assert step.done_on is None


@pytest.mark.parametrize("act", ["block", "unblock", "undo"])
def test_a_step_of_another_mission_is_not_found(desk, a_return, act):
    step = a_return(mission=an_agency(kind="Embassy")).steps.first()

    url = reverse(f"repatriation:{act}", args=[step.ref])

    assert desk.post(url, {"because": "x"}).status_code == 404


# The API ------------------------------------------------------------------------------------------


def test_the_api_lists_what_the_page_lists_and_opens_the_steps(desk, a_return):
    row = a_return("Ours")
    a_return("Theirs", mission=an_agency(kind="Embassy"))

    listed = desk.get(API).json()["results"]
    assert [found["name"] for found in listed] == ["Ours"]
    assert len(desk.get(f"{API}{row.ref}/").json()["steps"]) == 16


def test_the_api_moves_many_and_says_what_it_left(desk, a_return):
    ready, done = a_return("Ready"), a_return("Done")
    body = {"chosen": refs(done), "status": "cancelled"}
    desk.post(f"{API}advance/", body, content_type="application/json")

    body = {"chosen": refs(ready, done), "kind": "consent"}
    answer = desk.post(f"{API}complete/", body, content_type="application/json").json()

    assert answer["moved"] == refs(ready)
    assert [left["ref"] for left in answer["refused"]] == refs(done)


def test_the_api_refuses_what_the_page_refuses(desk, client_of, investigator, a_return):
    theirs = a_return(mission=an_agency(kind="Embassy"))
    body = {"chosen": refs(theirs), "status": "in_progress"}

    refused = desk.post(f"{API}advance/", body, content_type="application/json")
    assert refused.status_code == 400
    assert "not among the returns" in refused.json()["chosen"][0]
    closed = client_of(investigator).post(f"{API}advance/", body, content_type="application/json")
    assert closed.status_code == 403
