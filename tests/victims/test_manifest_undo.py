"""What takes an import back, and how long one is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases import services as cases
from cases.models import RescueOperation
from core.models import Job
from linking import services as linking
from linking.models import Answer, LinkKey, Match
from people.models import Person
from tests.factories import a_case
from tests.victims.manifests import (
    BAD,
    GOOD,
    HEADER,
    OTHER,
    a_list,
    checked,
    imported,
    known_in,
    run,
    states,
    undone,
    upload,
)
from victims import services
from victims.models import (
    Manifest,
    ManifestRow,
    ManifestState,
    RowState,
    Victim,
)

pytestmark = pytest.mark.django_db


def test_an_import_is_undone_and_history_keeps_it(case, investigator):
    other = known_in(a_case())
    manifest = imported(case, GOOD, OTHER, by=investigator)
    events = Person.pgh_event_model.objects

    undone(manifest, investigator)

    assert manifest.state == ManifestState.UNDONE
    assert states(manifest) == [RowState.UNDONE, RowState.UNDONE]
    assert list(Person.objects.all()) == [other]
    assert set(LinkKey.objects.values_list("person", flat=True)) == {other.pk}
    assert not Match.objects.exists()
    assert events.filter(pgh_label="insert", case=case).count() == 2
    assert events.filter(pgh_label="delete", case=case).count() == 2


def test_what_was_undone_may_be_imported_again(case, investigator):
    undone(imported(case, GOOD, by=investigator), investigator)

    assert states(imported(case, GOOD, by=investigator)) == [RowState.IMPORTED]


def edited(victim, by):
    services.edit(victim, version=None, remarks="Calm")


def judged(victim, by):
    match = Match.objects.touching(victim.person).get()
    linking.judge(match.left, match.right, Answer.UNSURE, by=by)


def counted_as_freed(victim, by):
    operation = cases.log_operation(
        victim.person.case, happened_on="2023-10-07", freed=[victim.person]
    )
    assert isinstance(operation, RescueOperation)


def flagged(victim, by):
    cases.raise_flag(victim.person.case, kind="safety", reason="x", by=by, person=victim.person)


def spoken_of(victim, by):
    source = cases.record_source(victim.person.case, kind="press", title="A paper")
    cases.claim(source, victim.person, field="name", value="Tan")


@pytest.mark.parametrize("work_on", [edited, judged, flagged, spoken_of])
def test_undo_is_refused_with_the_records_that_somebody_worked_on(case, investigator, work_on):
    known_in(case)
    manifest = imported(case, GOOD, OTHER, by=investigator)
    victim = manifest.rows.first().victim
    work_on(victim, investigator)

    with pytest.raises(ValidationError) as refusal:
        services.start_undo(manifest, version=None, by=investigator)

    assert f"since: {victim.ref}." in refusal.value.messages[0]
    assert Victim.objects.count() == 2


def test_a_change_between_the_order_and_the_undo_refuses_it_too(case, investigator):
    manifest = imported(case, GOOD, OTHER, by=investigator)
    services.start_undo(manifest, version=None, by=investigator)
    edited(manifest.rows.first().victim, investigator)

    run(manifest)

    assert manifest.state == ManifestState.IMPORTED
    assert "Nothing was undone" in manifest.job.message
    assert Victim.objects.count() == 2


def test_an_import_that_was_stopped_half_way_can_be_undone(case, investigator, monkeypatch):
    monkeypatch.setattr("victims.services.importing.AT_ONCE", 1)
    manifest = checked(case, GOOD, OTHER, by=investigator)
    services.confirm_manifest(manifest, version=None, by=investigator)
    Job.objects.update(cancel_requested=True)
    run(manifest)

    undone(manifest, investigator)

    assert states(manifest) == [RowState.UNDONE, RowState.READY]
    assert not Victim.objects.exists()


# What is kept ------------------------------------------------------------------------------------


def test_lists_that_nobody_confirmed_go_after_a_week_and_so_do_lines_left_out(case, investigator):
    waiting, kept = (
        checked(case, OTHER, by=investigator),
        imported(case, GOOD, BAD, by=investigator),
    )
    new = upload(case, GOOD, by=investigator)
    old = Manifest.objects.exclude(pk=new.pk)
    old.update(updated_at=timezone.now() - timedelta(days=8))

    assert services.forget_manifests() == 1

    assert set(Manifest.objects.all()) == {kept, new}
    assert not Manifest.objects.filter(pk=waiting.pk).exists()
    assert not any(row.cells or row.errors for row in kept.rows.all())
    assert ManifestRow.objects.get(manifest=new).cells


def test_a_list_may_be_thrown_away_until_it_is_confirmed(case, investigator):
    services.discard_manifest(checked(case, GOOD, by=investigator))

    assert not Manifest.objects.exists()
    with pytest.raises(ValidationError, match="undo it instead"):
        services.discard_manifest(imported(case, GOOD, by=investigator))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEADER.encode(), "There is no line under the first one"),
        (a_list("=1+1,,,,,"), "has a formula"),
        (a_list(*["A,,,,,"] * 20_001), "more than 20,000 lines"),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_kept(case, investigator, content, words):
    with pytest.raises(ValidationError, match=words):
        services.upload_manifest(case, name="x.csv", content=content, by=investigator)

    assert not Manifest.objects.exists()
