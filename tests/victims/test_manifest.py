"""A list of the people freed: uploaded, checked, imported."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Job, JobStatus
from linking.models import Awaiting, Match
from people.models import Identifier, Person
from tests.factories import a_case, a_user
from tests.victims.manifests import (
    BAD,
    COLUMNS,
    GOOD,
    OTHER,
    checked,
    imported,
    known_in,
    run,
    states,
    upload,
)
from victims import services
from victims.models import (
    ManifestDuplicate,
    ManifestState,
    RowState,
    Victim,
)

pytestmark = pytest.mark.django_db


# Columns -----------------------------------------------------------------------------------------


def test_columns_are_proposed_from_headers_in_three_languages(case, investigator):
    assert services.propose_columns(upload(case, GOOD, by=investigator)) == COLUMNS


def test_parts_of_a_name_make_the_name(case, investigator):
    manifest = upload(case, "Mei Ling,Tan", by=investigator, header="Nombres,Apellidos")
    columns = services.propose_columns(manifest)
    services.name_columns(manifest, version=None, mapping=columns, by=investigator)

    assert run(manifest).rows.get().facts["names"] == [{"kind": "legal", "text": "Mei Ling Tan"}]


def test_what_the_agency_said_of_the_same_headers_is_remembered(case, investigator, outsider):
    said = COLUMNS | {"note": "Shoe"}
    checked(case, GOOD, by=investigator, columns=said)
    colleague = a_user(agency=investigator.agency)

    assert services.propose_columns(upload(a_case(), OTHER, by=colleague)) == said
    assert services.propose_columns(upload(a_case(), OTHER, by=outsider)) == COLUMNS


# The dry run -------------------------------------------------------------------------------------


def test_a_dry_run_says_what_is_wrong_with_which_cell_and_saves_nobody(case, investigator):
    manifest = checked(case, GOOD, BAD, by=investigator)

    good, bad = manifest.rows.all()
    assert manifest.state == ManifestState.CHECKED
    assert (good.state, bad.state) == (RowState.READY, RowState.MISTAKES)
    assert set(bad.errors) == {"born", "citizenship"}
    assert "no such date as “31/02/1990”" in bad.errors["born"][0]
    assert not Person.objects.exists()
    assert not Identifier.objects.exists()


def test_who_is_in_the_list_twice_is_proposed_on_both_lines(case, investigator):
    manifest = checked(case, GOOD, "TAN MEI LING,1998-05-17,F,MY,A12345678,", by=investigator)

    one, other = manifest.rows.all()
    assert [(found.row, found.other) for found in ManifestDuplicate.objects.order_by("row")] == [
        (one, other),
        (other, one),
    ]
    assert "passport" in one.duplicates.get().why.lower()


def test_equal_lines_are_called_so_even_if_they_say_little(case, investigator):
    manifest = checked(case, "Siti,,,,,", "siti ,,,,,", by=investigator)

    assert {found.why for found in ManifestDuplicate.objects.all()} == {"Every value is the same"}
    assert states(manifest) == [RowState.READY, RowState.READY]


def test_somebody_in_the_base_is_proposed(case, investigator):
    person = known_in(case)

    manifest = checked(case, GOOD, by=investigator)

    assert ManifestDuplicate.objects.get(row__manifest=manifest).person == person


def told_of(manifest, user):
    rows = ManifestDuplicate.objects.filter(row__manifest=manifest).known_to(user).for_list(user)
    return [(found.person, found.is_seen) for found in rows]


def test_a_hidden_case_is_a_hint_and_a_sealed_one_is_nothing(case, investigator, outsider):
    hidden, sealed = a_case(by=outsider), a_case(by=outsider, sensitivity="sealed")
    person, _ = known_in(hidden), known_in(sealed)

    manifest = checked(case, GOOD, by=investigator)

    assert told_of(manifest, investigator) == [(person, False)]
    assert not ManifestDuplicate.objects.filter(person__case=sealed).exists()


def test_a_colleague_is_told_of_no_one_they_may_not_know_of(case, investigator):
    secret = a_case(by=investigator, sensitivity="sealed")
    person = known_in(secret)
    manifest = checked(case, GOOD, by=investigator)
    colleague = a_user(agency=investigator.agency)

    assert told_of(manifest, investigator) == [(person, True)]
    assert told_of(manifest, colleague) == []
    assert not manifest.rows.all().with_any_duplicate(colleague).exists()


# Import ------------------------------------------------------------------------------------------


def test_a_confirmed_list_becomes_victims_and_bad_lines_stay_out(case, investigator):
    manifest = imported(case, GOOD, BAD, OTHER, by=investigator)

    assert manifest.state == ManifestState.IMPORTED
    assert states(manifest) == [RowState.IMPORTED, RowState.MISTAKES, RowState.IMPORTED]
    first = manifest.rows.first().victim
    assert (str(first), first.person.case, str(first.person.born_on)) == (
        "Tan Mei Ling",
        case,
        "1998-05-17",
    )
    assert first.person.citizenships == ["MY"]
    assert first.person.uses.get().identifier.value == "A12345678"
    assert manifest.rows.first().cells == []
    event = first.pgh_event_model.objects.get(pgh_obj=first.pk)
    assert event.pgh_context.metadata["user"] == str(investigator.pk)
    assert manifest.ref in event.pgh_context.metadata["note"]


def test_matches_are_proposed_at_once(case, investigator):
    person = known_in(a_case())

    manifest = imported(case, GOOD, by=investigator)

    match = Match.objects.get()
    assert {match.left, match.right} == {person, manifest.rows.get().victim.person}
    assert not Awaiting.objects.filter(person__case=case).exists()


def test_rows_that_were_left_out_stay_out_until_they_are_taken_in_again(case, investigator):
    manifest = checked(case, GOOD, OTHER, by=investigator)
    one, other = manifest.rows.all()

    services.choose_rows(manifest, [one.ref, other.ref], leave_out=True)
    services.choose_rows(manifest, [other.ref], leave_out=False)
    services.confirm_manifest(manifest, version=None, by=investigator)

    assert states(run(manifest)) == [RowState.LEFT_OUT, RowState.IMPORTED]


def test_the_same_file_with_the_same_columns_changes_nothing(case, investigator):
    earlier = imported(case, GOOD, by=investigator)
    again = upload(case, GOOD, by=investigator)

    with pytest.raises(ValidationError, match=f"imported already, as {earlier.ref}"):
        services.name_columns(again, version=None, mapping=COLUMNS, by=investigator)

    again.refresh_from_db()
    assert again.state == ManifestState.MAPPING
    assert Victim.objects.count() == 1


def test_two_who_confirm_the_same_file_import_it_once(case, investigator):
    one, other = (checked(case, GOOD, by=investigator) for _ in range(2))
    services.confirm_manifest(one, version=None, by=investigator)

    with pytest.raises(ValidationError, match="imported already"):
        services.confirm_manifest(other, version=None, by=investigator)


def test_a_row_that_the_case_has_from_another_file_is_skipped(case, investigator):
    imported(case, GOOD, by=investigator)

    manifest = imported(case, OTHER, GOOD.upper(), by=investigator)

    assert states(manifest) == [RowState.IMPORTED, RowState.REPEATED]
    assert Victim.objects.count() == 2


def test_a_row_that_another_file_brought_after_the_check_is_skipped(case, investigator):
    late = checked(case, GOOD, OTHER, by=investigator)
    imported(case, GOOD, by=investigator)

    services.confirm_manifest(late, version=None, by=investigator)

    assert states(run(late)) == [RowState.REPEATED, RowState.IMPORTED]


def test_an_import_that_was_stopped_goes_on_where_it_was(case, investigator, monkeypatch):
    monkeypatch.setattr("victims.services.importing.AT_ONCE", 1)
    manifest = checked(case, GOOD, OTHER, by=investigator)
    services.confirm_manifest(manifest, version=None, by=investigator)
    Job.objects.update(cancel_requested=True)
    assert run(manifest).job.status == JobStatus.CANCELLED
    assert states(manifest) == [RowState.IMPORTED, RowState.READY]
    first = manifest.rows.first().victim

    services.confirm_manifest(manifest, version=None, by=investigator)
    run(manifest)

    assert manifest.state == ManifestState.IMPORTED
    assert manifest.rows.first().victim == first
    assert Victim.objects.count() == 2
    assert not Awaiting.objects.exists()


def test_who_lost_the_case_meanwhile_imports_nothing(case, investigator):
    manifest = checked(case, GOOD, by=investigator)
    services.confirm_manifest(manifest, version=None, by=investigator)
    case.assignments.all().delete()

    run(manifest)

    assert "may not write" in manifest.job.message
    assert not Victim.objects.exists()
