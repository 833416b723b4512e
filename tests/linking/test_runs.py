"""Comparing all records: a run beside the matches, which takes over when somebody says so."""

from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse

from accounts.roles import Role
from config import generate
from core.models import Job
from core.services import Cancelled, Progress
from linking import services
from linking.models import Answer, Chunk, Match, Run, RunPair, RunState, Verdict
from people import services as people
from people.names import tables
from people.services import Kept, add_variant, load_shipped
from tests.factories import a_case, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scratch(settings, tmp_path):
    settings.SCRATCH_ROOT = tmp_path / "scratch"
    return settings.SCRATCH_ROOT


@pytest.fixture
def twice(investigator):
    """One human, logged in two cases; the third is somebody else."""
    cases = [a_case(by=investigator) for _ in range(3)]
    names = ("Teoh Boon Hock", "Teoh Boon Hock", "Zulkifli bin Omar")
    births = ("1998-05-17", "1998-05-17", "1961-01-02")
    return [
        people.record_person(
            case, names=[{"kind": "legal", "text": name}], identifiers=[], born_on=born
        )
        for case, name, born in zip(cases, names, births, strict=True)
    ]


def job(user, kind="relink"):
    return Job.objects.create(kind=kind, title="Compare", started_by=user)


def compare(user):
    services.relink(Progress(job(user)), {})
    return Run.objects.first()


def take_over(run, user):
    return services.take_over(Progress(job(user, "take_over")), {"run": run.ref})


def test_a_run_changes_nothing_until_it_takes_over(twice, supervisor):
    run = compare(supervisor)

    assert (run.state, run.new, run.gone) == (RunState.READY, 1, 0)
    assert not Match.objects.exists()

    take_over(run, supervisor)
    match = Match.objects.get()
    assert {match.left, match.right} == set(twice[:2])
    assert {"prior", "name", "birth"} <= {reason["field"] for reason in match.reasons}


def test_a_run_may_ask_for_the_spellings_at_every_name(twice, supervisor, monkeypatch):
    monkeypatch.setattr(tables, "LOOK_EVERY", 0)
    tables.use(Kept())

    assert compare(supervisor).new == 1


def test_the_online_worker_and_a_run_agree(twice, supervisor):
    services.link(twice[0].pk)
    before = Match.objects.get()

    run = compare(supervisor)
    assert (run.new, run.gone, run.moved, run.same) == (0, 0, 0, 1)

    take_over(run, supervisor)
    after = Match.objects.get()
    assert (after.ref, after.weight, after.reasons) == (before.ref, before.weight, before.reasons)


def test_what_no_longer_matches_is_gone_after_the_takeover_and_not_before(twice, supervisor):
    left, right = sorted((twice[0], twice[2]), key=lambda one: one.pk)
    Match.objects.create(left=left, right=right, weight=9)

    run = compare(supervisor)
    assert run.gone == 1
    assert Match.objects.filter(left=left, right=right).exists()

    take_over(run, supervisor)
    assert not Match.objects.filter(left=left, right=right).exists()


def test_no_run_touches_what_was_judged(twice, supervisor, investigator):
    services.link(twice[0].pk)
    for reviewer in (investigator, supervisor):
        services.judge(*twice[:2], Answer.DIFFERENT, by=reviewer)
    before = Match.objects.values().get(), list(Verdict.objects.values())

    take_over(compare(supervisor), supervisor)

    assert (Match.objects.values().get(), list(Verdict.objects.values())) == before


def test_a_record_that_changed_meanwhile_keeps_what_the_worker_found(twice, supervisor):
    run = compare(supervisor)
    names = [{"kind": "legal", "text": "Ravi a/l Perumal"}]
    people.edit_person(twice[0], version=None, names=names, born_on="1950-01-01")
    services.link(twice[0].pk)

    take_over(run, supervisor)

    assert not Match.objects.exists()


def test_taking_over_twice_changes_nothing_more(twice, supervisor):
    run = compare(supervisor)
    take_over(run, supervisor)
    before = list(Match.objects.values())

    assert "already" in take_over(run, supervisor)
    assert list(Match.objects.values()) == before


def test_stopped_in_the_middle_it_goes_on_with_the_parts_that_are_left(supervisor, monkeypatch):
    generate.into_database(400, 3)
    monkeypatch.setattr("linking.services.runs.PART", 100)
    asked = iter(range(9))

    class Stopped(Progress):
        def step(self, done, *, of, message=""):
            if next(asked) == 4:
                raise Cancelled

    with pytest.raises(Cancelled):
        services.relink(Stopped(job(supervisor)), {})
    done = set(Chunk.objects.filter(is_done=True).values_list("pk", flat=True))
    assert 0 < len(done) < 4

    run = compare(supervisor)

    assert run.state == RunState.READY
    assert Run.objects.count() == 1
    assert set(run.chunks.values_list("pk", flat=True)) > done
    assert run.new == RunPair.objects.filter(run=run).count() > 0


def test_nothing_of_the_base_is_left_on_the_disk(twice, supervisor, scratch):
    compare(supervisor)

    assert [path.name for path in scratch.iterdir()] == ["lock"]


def test_the_page_shows_what_would_change_and_lets_it_take_over(twice, supervisor, client_of):
    client, run = client_of(supervisor), compare(supervisor)

    shown = client.get(run.get_absolute_url()).content.decode()
    assert "1 new, 0 gone" in shown

    client.post(reverse("linking:take_over", args=[run.ref]))
    assert Job.objects.filter(kind="take_over", arguments={"run": run.ref}).exists()


def test_pairs_of_cases_that_one_cannot_open_are_not_shown(twice, supervisor, client_of):
    run, stranger = compare(supervisor), a_user(Role.SUPERVISOR)

    open_, closed = (
        client_of(user).get(run.get_absolute_url()).content.decode()
        for user in (supervisor, stranger)
    )

    for person in twice[:2]:
        for told in (person.ref, person.name, person.case.ref):
            assert told in open_
            assert told not in closed


def test_after_a_spelling_was_edited_every_record_is_read_anew(
    supervisor, shipped_names, django_capture_on_commit_callbacks
):
    tables.use(Kept())
    with django_capture_on_commit_callbacks(execute=True):
        load_shipped()
    person = people.record_person(
        a_case(), names=[{"kind": "legal", "text": "Zzaidd bin Omar"}], identifiers=[]
    )
    before = {link.key for link in person.link_keys.all()}
    with django_capture_on_commit_callbacks(execute=True):
        add_variant(kind="given", form="Zzaidd", canonical="ibrahim", culture="malay")

    compare(supervisor)

    assert {link.key for link in person.link_keys.all()} != before


def test_a_run_that_was_dropped_cannot_take_over(twice, supervisor, client_of):
    client, run = client_of(supervisor), compare(supervisor)

    client.post(reverse("linking:drop_run", args=[run.ref]))
    answer = client.post(reverse("linking:take_over", args=[run.ref]), follow=True)

    assert "does not wait to take over" in answer.content.decode()
    assert not Match.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_parts_of_a_run(supervisor, monkeypatch):
    generate.into_database(300, 3)
    monkeypatch.setattr("linking.services.runs.PART", 50)
    found = []

    def helping():
        found.append(services.help_with_run(Run.objects.get().pk))
        connection.close()

    class WithHelper(Progress):
        def step(self, done, *, of, message=""):
            if not helper.ident:
                helper.start()

    helper = Thread(target=helping)
    running = job(supervisor)
    Job.objects.filter(pk=running.pk).update(status="running")
    services.relink(WithHelper(running), {})
    helper.join()

    run = Run.objects.get()
    assert run.state == RunState.READY
    assert run.chunks.filter(is_done=True).count() == 6
    pairs = RunPair.objects.filter(run=run).values_list("left_id", "right_id")
    assert len(pairs) == len(set(pairs)) > 0
