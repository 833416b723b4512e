"""Long work: its progress, its end, and that nobody does it twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections
from django.urls import reverse

from core import services
from core.models import Job, JobStatus


@pytest.fixture
def work(monkeypatch):
    """`work(function)`: jobs of the kind "test" do that."""

    def register(function):
        monkeypatch.setitem(services.WORK, "test", function)

    return register


@pytest.fixture
def job(investigator):
    return services.start_job("test", "Count to three", by=investigator)


def test_a_job_ends_with_the_sentence_of_its_work(work, job):
    work(lambda progress, arguments: "Counted to three.")

    ended = services.run_job(job)

    assert (ended.status, ended.message) == (JobStatus.DONE, "Counted to three.")
    assert ended.finished_at


def test_a_job_that_is_over_is_not_done_again(work, job):
    done = []
    work(lambda progress, arguments: done.append(1) or "Done.")

    services.run_job(job)
    services.run_job(job)

    assert done == [1]


def test_a_job_stops_at_its_next_step_when_asked(work, job):
    def count(progress, arguments):
        services.cancel_job(progress.job)
        progress.step(1, of=3)
        return "Never said."

    work(count)

    assert services.run_job(job).status == JobStatus.CANCELLED


def test_a_job_that_has_not_begun_never_does_when_cancelled(work, job):
    work(lambda progress, arguments: pytest.fail("it began"))

    services.cancel_job(job)

    assert services.run_job(job).status == JobStatus.CANCELLED


def test_a_job_that_fails_says_so_and_tells_the_log(work, job):
    def fail(progress, arguments):
        raise RuntimeError("no more fingers")

    work(fail)

    with pytest.raises(RuntimeError):
        services.run_job(job)

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert "no more fingers" not in job.message


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_one_job_at_once(work, investigator):
    """The second, sent because the first seemed lost, leaves it alone."""
    job = services.start_job("test", "Count", by=investigator)
    seen = []

    def count(progress, arguments):
        second = threading.Thread(target=in_another_worker)
        second.start()
        second.join()
        return "Counted."

    def in_another_worker():
        seen.append(services.run_job(Job.objects.get(pk=job.pk)).status)
        connections.close_all()

    work(count)

    assert services.run_job(job).status == JobStatus.DONE
    assert seen == [JobStatus.RUNNING]


def test_the_page_shows_progress_to_who_started_it_and_to_nobody_else(
    client_of, investigator, outsider, job
):
    Job.objects.update(status=JobStatus.RUNNING, done=2, total=3)
    url = reverse("core:job", args=[job.ref])

    assert "2 / 3" in client_of(investigator).get(url).content.decode()
    assert client_of(outsider).get(url).status_code == 404


def test_only_who_started_it_can_cancel_it(client_of, investigator, outsider, job):
    url = reverse("core:cancel_job", args=[job.ref])

    assert client_of(outsider).post(url).status_code == 404
    client_of(investigator).post(url)

    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED


def test_a_lost_nudge_is_sent_again(job):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_job SET created_at = created_at - interval '1 minute'")

    assert services.waiting_jobs() == [job]
