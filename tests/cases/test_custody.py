"""Who has an item of evidence, under which seal, and what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases import services, store
from cases.custody import MOVES, CheckResult, EventKind, EvidenceStatus
from cases.models import CaseTask, CustodyEvent, EvidenceItem, FileCheck
from core import services as core
from core.models import JobStatus
from people.models import IdentifierUse, UseRole
from tests.factories import a_case, a_person, evidence


def handed(item, by, **facts):
    return services.hand_over(
        item,
        by=by,
        **{"to": "Laboratory", "purpose": "Reading it", "seal_before": item.seal, **facts},
    )


def test_the_chain_begins_with_the_seizure(item):
    event = item.custody.get()

    assert (event.kind, event.to, event.seal_after) == (EventKind.SEIZED, "Evidence store", "A1")


def test_who_has_it_is_the_last_line_of_the_chain(item, investigator):
    handed(item, investigator, seal_after="B2")

    item.refresh_from_db()
    assert (item.held_by, item.seal) == ("Laboratory", "B2")
    last = item.custody.last()
    assert (last.given_by, last.to, last.recorded_by) == (
        "Evidence store", "Laboratory", investigator,
    )  # fmt: skip


def test_another_seal_than_the_last_one_needs_a_reason(item, investigator):
    with pytest.raises(ValidationError, match="left the seal A1 on it"):
        handed(item, investigator, seal_before="X9")

    event = handed(item, investigator, seal_before="X9", seal_reason="Torn in transport")
    assert event.seal_reason == "Torn in transport"
    item.refresh_from_db()
    assert item.seal == "X9"


def test_a_line_cannot_come_before_the_last_one_or_in_the_future(item, investigator):
    with pytest.raises(ValidationError, match="cannot come before the last one"):
        handed(item, investigator, at=timezone.now() - timedelta(days=2))
    with pytest.raises(ValidationError, match="lies in the future"):
        handed(item, investigator, at=timezone.now() + timedelta(days=2))

    assert item.custody.count() == 1


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_chain_can_be_neither_changed_nor_cut(item, act):
    rows = CustodyEvent.objects.filter(item=item)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(to="Nobody") if act == "update" else rows.delete()


def test_a_file_can_be_neither_renamed_nor_removed(item, add_file):
    file = add_file(item)

    with pytest.raises(DatabaseError), transaction.atomic():
        type(file).objects.filter(pk=file.pk).update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        file.delete()


# Status ------------------------------------------------------------------------------------------


def test_a_status_moves_only_as_the_table_says(item, investigator):
    services.change_status(
        item, EvidenceStatus.DESTROYED, by=investigator, reason="Order of the court"
    )

    item.refresh_from_db()
    assert item.status == EvidenceStatus.DESTROYED
    with pytest.raises(ValidationError, match="cannot become held"):
        services.change_status(item, EvidenceStatus.HELD, by=investigator, reason="Found again")


def test_the_database_itself_refuses_an_illegal_move(item):
    EvidenceItem.objects.filter(pk=item.pk).update(status=EvidenceStatus.RETURNED)

    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceItem.objects.filter(pk=item.pk).update(status=EvidenceStatus.HELD)


def test_every_status_has_its_moves():
    assert set(MOVES) == set(EvidenceStatus)


def test_what_is_returned_needs_to_whom_and_is_not_handed_over_again(item, investigator):
    with pytest.raises(ValidationError, match="to whom"):
        services.change_status(item, EvidenceStatus.RETURNED, by=investigator, reason="Theirs")

    services.change_status(
        item, EvidenceStatus.RETURNED, by=investigator, reason="Theirs", to="Aminah"
    )

    item.refresh_from_db()
    assert item.held_by == "Aminah"
    with pytest.raises(ValidationError, match="returned or destroyed"):
        handed(item, investigator)


# Passports and numbers ---------------------------------------------------------------------------


@pytest.fixture
def passport(case, investigator):
    return evidence(
        case,
        investigator,
        title="Passport",
        category="passport",
        belongs_to=a_person(case),
        numbers=[{"kind": "passport", "value": "A 1234567"}],
    )


def test_a_seized_passport_is_to_be_returned_to_its_holder(passport, investigator):
    task = CaseTask.objects.get()

    assert (task.person, task.owner) == (passport.belongs_to, investigator)
    assert task.due_on > timezone.localdate()
    assert passport.ref in task.origin


def test_a_passport_whose_holder_comes_to_be_known_later_is_to_be_returned_too(case, investigator):
    seized = evidence(case, investigator, title="Passport, burnt", category="passport")
    task = CaseTask.objects.get(case=case)
    assert task.person is None

    holder = a_person(case)
    services.edit_evidence(seized, by=investigator, version=None, belongs_to=holder)

    task.refresh_from_db()
    assert task.person == holder


def test_that_is_asked_once_and_done_when_it_is_returned(passport, investigator):
    services.edit_evidence(passport, by=investigator, version=None, remarks="Worn")
    task = CaseTask.objects.get()

    services.change_status(
        passport, EvidenceStatus.RETURNED, by=investigator, reason="Theirs", to="Aminah"
    )

    task.refresh_from_db()
    assert task.status == "done"


def test_no_other_thing_makes_such_a_task(case, item):
    assert not CaseTask.objects.exists()


def test_the_number_of_a_passport_becomes_its_holders(passport):
    use = IdentifierUse.objects.get(person=passport.belongs_to)

    assert (use.identifier.value, use.role) == ("A1234567", UseRole.HOLDER)


def test_a_number_that_is_corrected_does_not_stay(passport, investigator):
    services.edit_evidence(
        passport,
        by=investigator,
        version=None,
        numbers=[{"kind": "passport", "value": "A7654321"}],
    )

    uses = IdentifierUse.objects.filter(person=passport.belongs_to)
    assert [use.identifier.value for use in uses] == ["A7654321"]


def test_a_phone_that_was_found_on_somebody_is_not_said_to_be_theirs(case, investigator):
    carrier = a_person(case, "Lim Ah Kow")
    numbers = [{"kind": "device", "value": "490154203237518"}]

    evidence(case, investigator, found_on=carrier, numbers=numbers)

    assert IdentifierUse.objects.get(person=carrier).role == UseRole.OTHER


def test_numbers_that_a_person_had_already_stay(passport, investigator):
    holder = passport.belongs_to
    phone = [{"kind": "device", "value": "490154203237518"}]

    evidence(passport.case, investigator, belongs_to=holder, numbers=phone)

    kinds = IdentifierUse.objects.filter(person=holder).values_list("identifier__kind", flat=True)
    assert sorted(kinds) == ["device", "passport"]


def test_people_of_another_case_are_refused(case, investigator):
    stranger = a_person(a_case(by=investigator))

    with pytest.raises(ValidationError, match="same case"):
        evidence(case, investigator, belongs_to=stranger)

    assert not EvidenceItem.objects.exists()


def test_two_sources_may_report_two_amounts(case, investigator):
    amounts = [
        {"amount": 8200, "currency": "GBP", "as_reported": "more than £8,200", "source": "Press"},
        {"amount": 13723, "currency": "SGD", "as_reported": "S$13,723", "source": "Ministry"},
    ]

    cash = evidence(case, investigator, title="Cash", category="cash", amounts=amounts)

    assert [str(row) for row in cash.amounts.all()] == ["GBP 8,200", "SGD 13,723"]


# Checking files ----------------------------------------------------------------------------------


def checked(case, by, item=None):
    return core.run_job(services.start_check(case, by=by, item=item))


def test_a_check_finds_an_altered_and_a_missing_file(case, item, investigator, add_file):
    good, altered, missing = (
        add_file(item, content, name) for content, name in
        [(b"good", "good.txt"), (b"old", "altered.txt"), (b"gone", "missing.txt")]
    )  # fmt: skip
    path = store.path_of(altered.sha256)
    path.chmod(0o600)
    path.write_bytes(b"new")
    store.path_of(missing.sha256).unlink()

    job = checked(case, investigator)

    assert job.status == JobStatus.DONE
    assert job.message == ("3 files: 1 matches, 1 missing (missing.txt), 1 altered (altered.txt).")
    found = {check.file: check.result for check in FileCheck.objects.all()}
    assert found == {
        good: CheckResult.MATCHES,
        altered: CheckResult.ALTERED,
        missing: CheckResult.MISSING,
    }


def test_a_check_is_a_line_of_custody_and_moves_nothing(case, item, investigator, add_file):
    add_file(item)

    checked(case, investigator, item)

    event = item.custody.last()
    assert (event.kind, event.to, event.recorded_by) == (
        EventKind.CHECK, "Evidence store", investigator,
    )  # fmt: skip


def test_a_check_of_one_item_leaves_the_others(case, item, investigator, add_file):
    other = evidence(case, investigator, title="Ledger", category="ledger")
    add_file(item, b"one")
    add_file(other, b"two")

    assert checked(case, investigator, item).message == "1 file: 1 matches."
    assert not FileCheck.objects.filter(file__item=other).exists()


def test_a_check_without_files_says_so(case, item, investigator):
    assert checked(case, investigator).message == "There is no file to check."


def test_a_check_reads_nothing_of_a_case_that_its_starter_cannot_open(
    case, item, outsider, add_file
):
    add_file(item)

    assert checked(case, outsider).message == "There is no file to check."
