"""The database itself keeps what was written and read."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from audit.models import AccessLog
from cases import services
from cases.models import Case
from tests.factories import a_person
from victims.models import IntakeRow, ManifestDuplicate, ManifestRow

EVENTS = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
OURS = ["cases", "people", "victims", "recruiters", "repatriation"]
#: Receipts and waiting rows: never changed, or gone before anything was logged. Each says why.
NO_HISTORY = {IntakeRow, ManifestRow, ManifestDuplicate}


def test_every_record_that_people_write_has_a_history():
    tracked = {model.pgh_tracked_model for model in EVENTS}
    written = {model for app in OURS for model in apps.get_app_config(app).get_models()}

    assert written - NO_HISTORY - {*EVENTS} <= tracked


@pytest.mark.parametrize("act", ["UPDATE {} SET title = 'x'", "DELETE FROM {}"])
def test_history_can_be_neither_changed_nor_removed(case, act):
    table = Case.pgh_event_model._meta.db_table

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))


def test_a_change_that_goes_past_the_services_is_kept_too(case):
    Case.objects.filter(pk=case.pk).update(title="Changed by hand")

    last = Case.pgh_event_model.objects.filter(pgh_obj=case.pk).latest("pgh_id")
    assert last.title == "Changed by hand"


def test_what_was_removed_stays_in_the_history(case):
    person = a_person(case, "Aminah")
    name = person.names.get()
    events = type(name).pgh_event_model.objects.filter(pgh_obj_id=name.pk)

    name.delete()

    assert [event.pgh_label for event in events.order_by("pgh_id")][-1] == "delete"


@pytest.mark.parametrize("act", ["UPDATE {} SET count = 0", "DELETE FROM {}"])
def test_the_read_log_can_be_neither_changed_nor_emptied(client_of, investigator, case, act):
    client_of(investigator).get(case.get_absolute_url())
    assert AccessLog.objects.filter(refs=[case.ref]).exists()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(AccessLog._meta.db_table))


def test_a_title_edited_twice_keeps_both_states(case):
    for title in ("First", "Second"):
        services.edit_case(case, version=None, title=title)

    titles = Case.pgh_event_model.objects.filter(pgh_obj=case.pk).order_by("pgh_id")
    assert list(titles.values_list("title", flat=True))[-2:] == ["First", "Second"]
