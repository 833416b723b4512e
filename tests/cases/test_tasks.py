"""Tasks: who sees them, who may finish them, what is overdue."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit import history
from cases import services
from cases.models import CaseTask, Level, TaskStatus
from tests.factories import a_case, a_person, a_user, assigned

LIST = "/tasks/"


@pytest.fixture
def task(case, investigator):
    return services.add_task(
        case, title="Fetch the passport", by=investigator, owner=investigator, due=date(2023, 11, 1)
    )


def titles(answer):
    return [row.record.title for row in answer.context["table"].rows]


def finish(client, task, status="done", **data):
    return client.post(reverse("tasks:set_status", args=[task.ref]), {"status": status, **data})


def test_a_task_is_added_on_the_page_of_a_case(client_of, investigator, case):
    person = a_person(case)
    form = {
        "title": "Call the embassy", "owner": investigator.pk, "due_on": "2030-01-31",
        "priority": "1", "person": person.pk,
    }  # fmt: skip

    answer = client_of(investigator).post(reverse("cases:create_task", args=[case.ref]), form)

    task = CaseTask.objects.get()
    assert answer.status_code == 302
    assert (task.owner, task.due_on, task.person) == (investigator, date(2030, 1, 31), person)
    assert "Call the embassy" in client_of(investigator).get(case.get_absolute_url()).text


def test_nobody_owns_a_task_of_a_case_that_they_cannot_open(case, investigator, outsider):
    with pytest.raises(ValidationError) as refusal:
        services.add_task(case, title="Call", by=investigator, owner=outsider)

    assert "cannot open this case" in refusal.value.message_dict["owner"][0]


def test_a_task_is_about_somebody_of_its_own_case(case, investigator):
    stranger = a_person(a_case())

    with pytest.raises(ValidationError, match="same case"):
        services.add_task(case, title="Call", by=investigator, person=stranger)


def test_the_form_offers_only_people_of_the_case(client_of, investigator, case):
    ours, theirs = a_person(case), a_person(a_case(), "Somebody Else")

    page = client_of(investigator).get(reverse("cases:create_task", args=[case.ref])).text

    assert str(ours.pk) in page
    assert str(theirs.pk) not in page


def test_done_and_open_again_are_posts_and_stand_in_the_history(client_of, investigator, task):
    finish(client_of(investigator), task, note="Handed over at the desk")
    task.refresh_from_db()
    assert task.status == TaskStatus.DONE
    assert task.finished_at

    finish(client_of(investigator), task, "open")

    task.refresh_from_db()
    assert task.is_open
    assert task.finished_at is None
    entry = history.of(task)[1]
    assert "Handed over at the desk" in entry.sentence
    assert entry.by == investigator.name


def test_who_may_only_read_the_case_finishes_their_own_task_and_no_other(
    client_of, case, task, investigator
):
    reader = a_user()
    assigned(case, user=reader, level=Level.READ)
    own = services.add_task(case, title="Translate", by=investigator, owner=reader)

    assert finish(client_of(reader), own).status_code == 302
    assert finish(client_of(reader), task).status_code == 403
    own.refresh_from_db()
    assert own.status == TaskStatus.DONE


def test_an_outsider_finds_no_task(client_of, outsider, task):
    client = client_of(outsider)

    assert titles(client.get(LIST)) == []
    assert client.get(task.get_absolute_url()).status_code == 404
    assert finish(client, task).status_code == 404


def test_the_list_is_filtered_by_whose_it_is_what_is_overdue_and_the_case(
    client_of, investigator, case, task
):
    elsewhere = a_case(by=investigator)
    later = timezone.localdate() + timedelta(days=3)
    services.add_task(elsewhere, title="Later", by=investigator, due=later)
    client = client_of(investigator)

    assert titles(client.get(LIST, {"whose": "mine"})) == [task.title]
    assert titles(client.get(LIST, {"whose": "nobody"})) == ["Later"]
    assert titles(client.get(LIST, {"overdue": "true"})) == [task.title]
    assert titles(client.get(LIST, {"case": elsewhere.ref})) == ["Later"]


def test_on_a_phone_the_mark_of_an_overdue_task_stands_beside_its_date(
    client_of, investigator, task
):
    """A cell is a grid there: what stands in it is one element, or it would fill the next row."""
    page = client_of(investigator).get(LIST).text

    assert re.search(r'data-label="Due">\s*<span>', page)


def test_what_is_done_is_never_overdue(task, investigator):
    assert CaseTask.objects.overdue().get() == task

    services.set_task_status(task, TaskStatus.DONE, by=investigator)

    assert not CaseTask.objects.overdue().exists()


def test_an_owner_who_left_the_case_does_not_block_an_edit(case, task, investigator, supervisor):
    case.assignments.all().delete()

    edited = services.edit_task(task, version=1, title="Fetch both passports", owner=investigator)

    assert edited.title == "Fetch both passports"


def test_the_home_shows_my_tasks_and_the_overdue_ones(client_of, investigator, task):
    panels = {
        panel.title: list(panel.rows)
        for panel in client_of(investigator).get("/").context["panels"]
    }

    assert panels["My tasks"] == [task]
    assert panels["Overdue tasks"] == [task]
