"""When the links of a case are written, and that they are written once."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linking import services, tasks
from linking.models import CaseKey, CaseLink, StaleCase
from linking.services.lock import CASE_LINKS
from linking.weighing import MOST_CASES
from recruiters import services as recruiters
from tests.factories import a_case, cross_referenced
from tests.linking.shared import flown, logged, offered, phone, site, state


@pytest.fixture
def much_shared(case, elsewhere):
    for there, name in ((case, "Aminah"), (elsewhere, "Zulkifli")):
        logged(there, name, phone())
        site(there)
        flown(there)
        offered(there)
        recruiters.record_syndicate(there, name="Red Dragon")
    cross_referenced()
    return CaseLink.objects.get()


def test_refreshing_again_changes_nothing(much_shared, case, elsewhere):
    before = state()

    services.mark_cases(elsewhere.pk, case.pk)
    cross_referenced()

    assert state() == before
    assert much_shared.kinds == ["flight", "identifier", "offer", "site", "syndicate"]


def test_a_case_that_is_not_stale_is_left_alone(much_shared, case):
    CaseLink.objects.all().delete()

    assert services.refresh_case(case.pk) == 0
    assert not CaseLink.objects.exists()


def test_every_write_marks_its_case_and_nothing_is_nudged_before_the_commit(case):
    marks = []
    for act in (logged, site, flown, offered):
        StaleCase.objects.all().delete()
        act(case, "KK Park") if act in (logged, site) else act(case)
        marks.append(StaleCase.objects.filter(case=case).exists())

    assert all(marks)


def test_the_worker_is_nudged_once_until_the_case_is_refreshed(
    case, django_capture_on_commit_callbacks
):
    nudges = []
    for _ in range(3):
        with django_capture_on_commit_callbacks() as callbacks:
            services.mark_cases(case.pk)
        nudges.append(len(callbacks))
    services.refresh_case(case.pk)
    with django_capture_on_commit_callbacks() as callbacks:
        services.mark_cases(case.pk)

    assert (nudges, len(callbacks)) == ([1, 0, 0], 1)


@pytest.fixture
def another_writer():
    """Somebody who writes links between cases."""
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(hashtext(%s))", [CASE_LINKS])
        yield other


def test_a_worker_does_not_wait_for_another_that_writes(case, another_writer):
    logged(case, "Aminah", phone())

    services.refresh_case(case.pk)

    assert StaleCase.objects.filter(case=case).exists()
    another_writer.execute("SELECT pg_advisory_unlock_all()")
    services.refresh_case(case.pk)
    assert CaseKey.objects.filter(case=case).exists()
    assert not StaleCase.objects.filter(case=case).exists()


def test_who_was_turned_away_is_next(case, elsewhere, django_capture_on_commit_callbacks):
    services.mark_cases(elsewhere.pk, case.pk)
    with django_capture_on_commit_callbacks() as after:
        services.refresh_case(case.pk)
    with django_capture_on_commit_callbacks() as nudges:
        for act in after:
            act()

    assert [nudge.args[1] for nudge in nudges] == [(str(elsewhere.pk),)]


def test_the_sweep_refreshes_what_the_nudge_missed_and_goes_on_past_a_failure(
    case, elsewhere, investigator, caplog
):
    spoilt = a_case(by=investigator)
    person = logged(spoilt, "Ruined")
    for there, name in ((case, "Aminah"), (elsewhere, "Zulkifli")):
        logged(there, name, phone())
    flown(spoilt)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE victims_journeyleg SET departed_on = 'x'")
    StaleCase.objects.update(since=timezone.now() - timedelta(minutes=1))
    StaleCase.objects.filter(case=spoilt).update(since=timezone.now() - timedelta(hours=1))

    assert tasks.sweep_cases() == 2

    assert CaseLink.objects.get().kinds == ["identifier"]
    assert {*StaleCase.objects.values_list("case", flat=True)} == {person.case_id}
    assert str(spoilt.pk) in caplog.text


def test_a_link_grows_with_a_new_reason_and_not_when_one_goes(much_shared, case, elsewhere):
    long_ago = timezone.now() - timedelta(days=9)
    CaseLink.objects.update(grown_at=long_ago)

    case.places.first().delete()
    services.mark_cases(case.pk)
    cross_referenced()
    link = CaseLink.objects.get()
    assert (link.grown_at, "site" in link.kinds) == (long_ago, False)

    for there in (case, elsewhere):
        recruiters.record_syndicate(there, name="Lotus")
    cross_referenced()
    assert CaseLink.objects.get().grown_at > long_ago


def test_a_refresh_costs_as_many_queries_for_forty_cases_as_for_four(case, investigator):
    logged(case, "Aminah", phone())
    counts = []
    for more in (4, 36):
        for _ in range(more):
            logged(a_case(by=investigator), "Chong", phone())
        cross_referenced()
        CaseLink.objects.all().delete()
        services.mark_cases(case.pk)
        with CaptureQueriesContext(connection) as queries:
            services.refresh_case(case.pk)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert CaseLink.objects.count() == 40 <= MOST_CASES
