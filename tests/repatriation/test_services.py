"""Opening a return, completing steps, moving many."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit import history
from repatriation import services
from repatriation.models import Repatriation, Step
from repatriation.workflow import DUE_AFTER, MOVES, Status, StepKind
from tests.factories import a_user

VISIT = StepKind.CONSULAR_VISIT


def chosen(*rows):
    return Repatriation.objects.filter(pk__in=[row.pk for row in rows])


def status_of(row):
    return Repatriation.objects.get(pk=row.pk).status


def step_of(row, kind=VISIT):
    return row.steps.get(kind=kind)


def test_a_return_begins_with_every_step_of_the_template(a_return):
    row = a_return(opened_on=date(2026, 1, 1))

    due = {step.kind: (step.due_on - date(2026, 1, 1)).days for step in row.steps.all()}
    assert due == DUE_AFTER


def test_a_victim_has_one_way_home_at_a_time(a_return, officer):
    first = a_return()
    with pytest.raises(ValidationError, match="under way already"):
        a_return(victim=first.victim)

    services.advance(chosen(first), Status.DECLINED, by=officer)

    assert a_return(victim=first.victim).status == Status.NOT_STARTED


def test_a_return_is_handed_to_a_mission_and_one_of_its_officers(a_return, agency):
    with pytest.raises(ValidationError, match="embassy"):
        a_return(mission=agency)
    with pytest.raises(ValidationError, match="does not work at that mission"):
        a_return(officer=a_user())


def test_a_choice_moves_those_that_may_and_says_why_the_rest_stay(a_return, officer):
    ready, waiting = a_return("Ready"), a_return("Waiting")
    services.advance(chosen(ready), Status.IN_PROGRESS, by=officer)

    outcome = services.advance(chosen(ready, waiting), Status.DEPARTED, by=officer)

    assert outcome.moved == [ready]
    assert [(row, "Not started" in why) for row, why in outcome.refused] == [(waiting, True)]
    assert (status_of(ready), status_of(waiting)) == (Status.DEPARTED, Status.NOT_STARTED)


@pytest.mark.parametrize("count", [1, 43])
def test_forty_three_rows_cost_as_many_queries_as_one(
    a_return, officer, count, django_assert_num_queries
):
    rows = chosen(*(a_return(f"Person {number}") for number in range(count)))

    with django_assert_num_queries(4):  # the savepoint's two, SELECT FOR UPDATE, UPDATE
        moved = services.advance(rows, Status.IN_PROGRESS, by=officer).moved
    with django_assert_num_queries(5):  # the same, and the steps
        done = services.complete(rows, VISIT, by=officer).moved

    assert len(moved) == len(done) == count


@pytest.mark.parametrize(
    ("before", "after"),
    [(one, two) for one in Status for two in Status if one != two and two not in MOVES[one]],
)
def test_the_database_itself_refuses_an_illegal_move(a_return, before, after):
    row = a_return()
    Repatriation.objects.filter(pk=row.pk).delete()
    Repatriation.objects.bulk_create([row.__class__(**{**_fields(row), "status": before})])

    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        Repatriation.objects.filter(ref=row.ref).update(status=after)


def _fields(row):
    names = ("victim", "mission", "from_country", "to_country", "ref")
    return {name: getattr(row, name) for name in names}


def test_of_two_given_up_returns_of_one_victim_only_one_revives(a_return, officer):
    first = a_return()
    services.advance(chosen(first), Status.DECLINED, by=officer)
    second = a_return(victim=first.victim)
    services.advance(chosen(second), Status.DECLINED, by=officer)

    outcome = services.advance(chosen(first, second), Status.IN_PROGRESS, by=officer)

    assert len(outcome.moved) == 1
    assert [why for _, why in outcome.refused] == ["has another return under way"]


def test_a_step_is_done_on_the_day_that_is_named(a_return, officer):
    row, day = a_return(), timezone.localdate() - timedelta(days=2)

    services.complete(chosen(row), VISIT, by=officer, on=day)

    assert step_of(row).done_on == day


def test_no_step_is_done_on_a_day_to_come(a_return, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(ValidationError, match="yet to come"):
        services.complete(chosen(a_return()), VISIT, by=officer, on=tomorrow)


def test_what_is_done_blocked_or_given_up_is_left_with_its_reason(a_return, officer):
    done, blocked, declined = a_return("Done"), a_return("Blocked"), a_return("Declined")
    services.complete(chosen(done), VISIT, by=officer)
    services.block(step_of(blocked), because="in hospital")
    services.advance(chosen(declined), Status.DECLINED, by=officer)

    outcome = services.complete(chosen(done, blocked, declined), VISIT, by=officer)

    reasons = {row.pk: why for row, why in outcome.refused}
    assert "done since" in reasons[done.pk]
    assert "in hospital" in reasons[blocked.pk]
    assert "Declined" in reasons[declined.pk]
    assert step_of(blocked).done_on is None


def test_a_done_step_cannot_be_blocked_until_it_is_undone(a_return, officer):
    row = a_return()
    services.complete(chosen(row), VISIT, by=officer)
    with pytest.raises(ValidationError, match="undo it first"):
        services.block(step_of(row), because="in hospital")

    services.undo(step_of(row))

    assert services.block(step_of(row), because="in hospital").blocked_because == "in hospital"
    assert services.unblock(step_of(row)).blocked_because == ""


def test_a_bulk_act_is_a_save_like_any_other_to_who_edits_meanwhile(a_return, officer):
    row = a_return()

    services.advance(chosen(row), Status.IN_PROGRESS, by=officer)

    assert Repatriation.objects.get(pk=row.pk).version == row.version + 1


def test_the_history_names_who_moved_a_return_and_the_note(a_return, officer):
    row = a_return()

    services.advance(chosen(row), Status.IN_PROGRESS, by=officer, note="Papers are here")

    entry = history.latest(row)
    assert entry.by == officer.name
    assert "Papers are here" in entry.sentence


def test_a_given_up_return_is_never_overdue(a_return, officer):
    row = a_return(opened_on=date(2020, 1, 1))
    assert list(Repatriation.objects.overdue()) == [row]

    services.advance(chosen(row), Status.CANCELLED, by=officer)

    assert not Repatriation.objects.overdue()
    assert not Step.objects.overdue()
