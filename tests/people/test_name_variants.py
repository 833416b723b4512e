"""The spellings that names are read with: shipped, edited, retired, and in force at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from core.models import Job, JobStatus
from core.services import StaleRecord
from people import services
from people.models import NameVariant
from people.names import compare, parse, tables
from people.services import Kept, add_variant, change_variant, load_shipped

LIST = "names:list"


@pytest.fixture
def kept(db, shipped_names):
    """Names are read with the rows of the database."""
    tables.use(Kept())


@pytest.fixture
def loaded(kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load_shipped()


def a_spelling(**facts):
    facts = {"kind": "given", "form": "Zzaidd", "canonical": "zaid", "culture": "malay"} | facts
    return add_variant(**facts)


def score(one, other):
    return compare(parse(one), parse(other)).score


def test_an_empty_base_is_served_by_the_shipped_files(kept):
    assert score("Mohd Hafiz", "Muhammad Hafiz") > 0.9


def test_the_shipped_rows_read_names_as_the_files_do(loaded):
    assert NameVariant.objects.count() == len(set(tables.read()))
    assert tables.current().han_surnames == tables.SHIPPED.current().han_surnames
    assert score("Mohd Hafiz", "Muhammad Hafiz") > 0.9


def test_loading_again_brings_nothing_and_touches_nothing(loaded):
    assert load_shipped() == 0
    assert not NameVariant.objects.edited().exists()


def test_loading_leaves_what_people_corrected_or_switched_off(loaded):
    corrected = NameVariant.objects.get(kind="given", form="mohd")
    retired = NameVariant.objects.get(kind="given", form="muhd")
    change_variant(corrected, version=1, canonical="mahmud")
    change_variant(retired, version=1, is_active=False)

    call_command("load_names")

    assert NameVariant.objects.get(form="mohd", kind="given").canonical == "mahmud"
    assert not NameVariant.objects.get(form="muhd", kind="given").is_active


def test_loading_keeps_a_row_of_our_own_that_is_shipped_later(kept):
    a_spelling(form="mohd", canonical="muhammad")

    load_shipped()

    assert NameVariant.objects.get(form="mohd", kind="given").source == "own"


def test_a_new_spelling_is_in_force_once_it_is_saved(loaded, django_capture_on_commit_callbacks):
    before = score("Zzaidd Tobing", "Zaid Tobing")

    with django_capture_on_commit_callbacks(execute=True):
        a_spelling()

    assert score("Zzaidd Tobing", "Zaid Tobing") > before


def test_a_retired_spelling_is_not(loaded, django_capture_on_commit_callbacks):
    before = score("Mohd Tobing", "Muhammad Tobing")
    row = NameVariant.objects.get(kind="given", form="mohd")

    with django_capture_on_commit_callbacks(execute=True):
        change_variant(row, version=row.version, is_active=False)

    assert score("Mohd Tobing", "Muhammad Tobing") < before


def test_an_edit_of_another_process_is_seen_at_the_next_look(loaded):
    before = tables.current()
    a_spelling()  # no commit is told of here, as none is of another process

    assert tables.current() is before
    tables.look_again()
    assert "zzaidd" in tables.current().given


def test_a_long_run_holds_one_state_of_the_tables(loaded):
    with tables.held() as held:
        a_spelling()
        assert tables.current() is held

    assert tables.current() is not held


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"form": "..."}, "form"),
        ({"form": "two words"}, "form"),
        ({"canonical": "?"}, "canonical"),
        ({"kind": "surnames", "culture": "chinese", "canonical": "Tan"}, "canonical"),
        ({"kind": "particles", "canonical": "uncle"}, "canonical"),
    ],
)
def test_what_no_name_would_ever_be_looked_up_by_is_refused(db, wrong, field):
    with pytest.raises(ValidationError) as error:
        a_spelling(**wrong)

    assert field in error.value.message_dict


def test_a_spelling_is_kept_as_it_is_looked_up(db):
    assert a_spelling(form=" Zzá-IDD ").form == "zzaidd"
    assert a_spelling(kind="surnames", form="Tann", canonical="陳").canonical == "陈"


def test_two_who_edit_one_row_do_not_overwrite_each_other(db):
    row = a_spelling()
    change_variant(row, version=1, culture="arabic")

    with pytest.raises(StaleRecord):
        change_variant(row, version=1, culture="tamil")


# Pages -------------------------------------------------------------------------------------------

ROW = {"kind": "given", "form": "Zzaidd", "canonical": "zaid", "culture": "malay"}


@pytest.mark.parametrize("role", ["administrator", "supervisor"])
def test_they_add_correct_and_retire(request, client_of, role):
    client = client_of(request.getfixturevalue(role))

    assert client.post(reverse("names:create"), ROW | {"is_active": "on"}).status_code == 302
    row = NameVariant.objects.get()
    client.post(row.get_absolute_url(), ROW | {"canonical": "zayd", "version": 1})

    row.refresh_from_db()
    assert (row.canonical, row.is_active, row.source) == ("zayd", False, "own")
    history = client.get(reverse("names:history", args=[row.ref])).content.decode()
    assert "zayd" in history


@pytest.mark.parametrize("role", ["investigator", "analyst", "officer", "auditor"])
def test_nobody_else_opens_them(request, client_of, role):
    client, row = client_of(request.getfixturevalue(role)), a_spelling()

    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse("names:create")).status_code == 403
    assert client.get(row.get_absolute_url()).status_code == 403


def test_the_list_is_searched_filtered_and_exported(client_of, administrator):
    a_spelling()
    a_spelling(form="Robby", canonical="robert", kind="nicknames", culture="western")
    client = client_of(administrator)

    found = client.get(reverse(LIST), {"q": "zzai"}).content.decode()
    western = client.get(reverse(LIST), {"culture": "western"}).content.decode()
    file = b"".join(client.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()

    assert "zzaidd" in found
    assert "robby" not in found
    assert "robby" in western
    assert "zzaidd" not in western
    assert "zzaidd" in file
    assert "robby" in file


def test_a_wrong_row_is_refused_in_words_and_nothing_is_lost(client_of, administrator):
    answer = client_of(administrator).post(
        reverse("names:create"), ROW | {"kind": "surnames", "canonical": "Tan"}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write the surname in characters" in page
    assert 'value="Zzaidd"' in page


def test_a_row_that_is_there_already_is_refused_in_words(client_of, administrator):
    a_spelling()

    answer = client_of(administrator).post(reverse("names:create"), ROW | {"is_active": "on"})

    assert answer.status_code == 422
    assert "in the table already" in answer.content.decode()


def test_two_names_are_tried_on_the_page(client_of, administrator):
    asked = {"one": "Tan Mei Ling", "other": "陳美玲"}

    page = client_of(administrator).get(reverse(LIST), asked).content.decode()

    assert "same surname" in page
    assert "family" in page
    assert "generation" in page


def test_trying_one_name_alone_says_what_is_missing(client_of, administrator):
    page = client_of(administrator).get(reverse(LIST), {"one": "Tan", "other": ""}).content.decode()

    assert "This field is required" in page


def test_an_edit_says_that_old_matches_stay_until_all_are_compared_again(
    client_of, supervisor, administrator
):
    quiet = client_of(supervisor).get(reverse(LIST)).content.decode()
    a_spelling()

    told = client_of(supervisor).get(reverse(LIST)).content.decode()
    without = client_of(administrator).get(reverse(LIST)).content.decode()

    assert "already compared" not in quiet
    assert "already compared" in told
    assert reverse("linking:relink") in told
    assert "already compared" in without
    assert reverse("linking:relink") not in without


def test_it_says_so_no_longer_once_they_were(supervisor):
    a_spelling()
    assert services.awaits_relink()

    Job.objects.create(kind="relink", title="Compare", started_by=supervisor, status=JobStatus.DONE)

    assert not services.awaits_relink()
