"""The pages of an import: who may do what, what they show, and what they do not tell."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AccessLog
from cases.models import Level
from core.models import Job, JobStatus
from core.services import run_job
from people import services as people
from tests.factories import a_case, a_user, assigned
from tests.victims.manifests import BAD, COLUMNS, GOOD, OTHER, a_list, checked, imported, run
from victims import services
from victims.models import Manifest, ManifestState, RowState, Victim

pytestmark = pytest.mark.django_db


def url(name, case, *refs):
    return reverse(f"imports:{name}", args=[case.ref, *refs])


def send(client, case, content, name="list.csv"):
    return client.post(url("create", case), {"file": SimpleUploadedFile(name, content)})


def said_columns(manifest, **changes):
    """The form of the columns, filled in as it is proposed."""
    column_of = {header: column for column, header in (COLUMNS | changes).items()}
    fields = {
        f"header-{place}": column_of.get(header, "")
        for place, header in enumerate(manifest.headers)
    }
    return fields | {"version": manifest.version}


def act(client, name, manifest, **data):
    data = {"version": manifest.version} | data
    return client.post(url(name, manifest.case, manifest.ref), data, follow=True)


def test_a_list_is_uploaded_named_checked_confirmed_and_undone(client_of, investigator, case):
    client = client_of(investigator)
    columns = send(client, case, a_list(GOOD, BAD), "kedutaan.csv")["Location"]
    assert "Tan Mei Ling" in client.get(columns).text

    manifest = Manifest.objects.get()
    page = client.post(columns, said_columns(manifest), follow=True)
    assert "Being checked" in page.text
    run(manifest)
    page = client.get(manifest.get_absolute_url())
    assert "There is no such date as “31/02/1990”" in page.text
    assert "Nothing is logged yet" in page.text

    act(client, "confirm", manifest)
    run(manifest)
    victim = Victim.objects.get()
    assert victim.get_absolute_url() in client.get(manifest.get_absolute_url()).text

    act(client, "undo", manifest)
    assert run(manifest).state == ManifestState.UNDONE
    assert not Victim.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.csv", "Nombre\nMuñoz\n".encode("latin-1"), "not UTF-8"),
        ("list.csv", b"", "empty"),
        ("list.xlsx", b"MZ\x90\0\x03\0", "neither a CSV nor an XLSX"),
        ("list.csv", b"Name,Name\nA,B\n", "Two columns are called"),
        ("list.csv", b"x" * (20 * 2**20 + 1), "more than 20 MB"),
    ],
    ids=["encoding", "empty", "exe", "header twice", "too large"],
)
def test_a_bad_file_is_refused_in_words(client_of, investigator, case, name, content, words):
    answer = send(client_of(investigator), case, content, name)

    assert answer.status_code == 422
    assert words in answer.text
    assert not Manifest.objects.exists()


def test_columns_must_say_who_and_nothing_twice(client_of, investigator, case):
    client = client_of(investigator)
    send(client, case, a_list(GOOD))
    manifest = Manifest.objects.get()
    to = url("columns", case, manifest.ref)

    twice = client.post(to, said_columns(manifest) | {"header-5": "name"})
    nobody = client.post(to, {"version": manifest.version})

    assert "“Nama penuh” is Name already." in twice.text
    assert "Say which column has the names." in nobody.text
    assert (twice.status_code, nobody.status_code) == (422, 422)


def test_a_line_without_a_name_says_so_where_no_column_has_names(client_of, investigator, case):
    columns = {"alias": "Apodo", "born": "Born"}
    manifest = checked(case, ",1998", by=investigator, header="Apodo,Born", columns=columns)

    page = client_of(investigator).get(manifest.get_absolute_url())

    assert "Write a name, or what the person is called" in page.text


def test_looking_at_values_is_logged(client_of, investigator, case):
    client = client_of(investigator)
    client.get(send(client, case, a_list(GOOD))["Location"])

    assert AccessLog.objects.filter(access="view", refs=[Manifest.objects.get().ref]).exists()


def test_samples_are_shown_as_text(client_of, investigator, case):
    client = client_of(investigator)
    columns = send(client, case, b"Name\n<script>alert(1)</script>\n")["Location"]

    assert "<script>alert" not in client.get(columns).text


def test_nobody_confirms_what_they_have_not_seen(client_of, investigator, case):
    manifest = checked(case, GOOD, by=investigator)

    client = client_of(investigator)

    changed = "Somebody else has changed this import"

    assert changed in act(client, "confirm", manifest, version=1).text
    act(client, "choose", manifest, chosen=[manifest.rows.get().ref])
    assert changed in act(client, "confirm", manifest).text
    manifest.refresh_from_db()
    assert manifest.state == ManifestState.CHECKED


def test_ticked_lines_are_left_out_and_taken_in_again(client_of, investigator, case):
    manifest = checked(case, GOOD, OTHER, by=investigator)
    client, row = client_of(investigator), manifest.rows.first()

    act(client, "choose", manifest, chosen=[row.ref])
    assert manifest.rows.get(pk=row.pk).state == RowState.LEFT_OUT
    act(client, "choose", manifest, chosen=[row.ref], take_in="1")
    assert manifest.rows.get(pk=row.pk).state == RowState.READY


# Filters and files -------------------------------------------------------------------------------


def lines_shown(client, manifest, **query):
    page = client.get(manifest.get_absolute_url(), query)
    return [row.record.number for row in page.context["table"].rows]


def test_the_dry_run_shows_only_mistakes_or_only_possible_duplicates(client_of, investigator, case):
    manifest = checked(case, GOOD, BAD, OTHER, GOOD.upper(), by=investigator)
    client = client_of(investigator)

    assert lines_shown(client, manifest) == [2, 3, 4, 5]
    assert lines_shown(client, manifest, only="mistakes") == [3]
    assert lines_shown(client, manifest, only="duplicates") == [2, 5]
    assert lines_shown(client, manifest, q="aminah") == [4]


def exported(client, manifest, **query):
    answer = client.get(manifest.get_absolute_url(), query | {"export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_dry_run_is_exported_with_its_mistakes_and_without_formulas(
    client_of, investigator, case
):
    manifest = checked(case, BAD, "+60 11 1111,1998,F,MY,A1234567,", GOOD, GOOD, by=investigator)

    bad, phone, one, _ = exported(client_of(investigator), manifest)

    assert bad["State"].startswith("Has mistakes; Born: There is no such date")
    assert bad["Born"] == "31/02/1990"
    assert phone["Name"] == "'+60 11 1111"
    assert one["Possible duplicates"] == "Line 5: Every value is the same"


# Access ------------------------------------------------------------------------------------------


def test_who_only_reads_the_case_may_look_and_not_act(client_of, investigator, case):
    reader = a_user()
    assigned(case, user=reader, level=Level.READ)
    manifest = checked(case, GOOD, by=investigator)
    client = client_of(reader)

    assert client.get(manifest.get_absolute_url()).status_code == 200
    assert client.get(url("list", case)).status_code == 200
    assert client.get(url("create", case)).status_code == 403
    assert client.get(url("columns", case, manifest.ref)).status_code == 403
    for name in ("confirm", "undo", "choose", "discard"):
        assert client.post(url(name, case, manifest.ref)).status_code == 403


def test_an_import_of_another_case_does_not_exist(client_of, investigator, outsider, case):
    manifest = checked(case, GOOD, by=investigator)
    theirs = a_case(by=outsider)
    client = client_of(outsider)

    for under in (case, theirs):
        assert client.get(url("detail", under, manifest.ref)).status_code == 404
        assert client.post(url("confirm", under, manifest.ref)).status_code == 404
    assert client.get(url("list", case)).status_code == 404


@pytest.mark.parametrize("role", ["analyst", "officer", "auditor", "administrator"])
def test_other_roles_have_no_part_of_it(request, client_of, investigator, case, role):
    manifest = checked(case, GOOD, by=investigator)
    client = client_of(request.getfixturevalue(role))

    for name, refs in (("list", []), ("create", []), ("detail", [manifest.ref]), ("template", [])):
        assert client.get(url(name, case, *refs)).status_code == 403


def test_pages_name_nobody_of_a_hidden_case_and_count_no_one(client_of, investigator, outsider):
    case, hidden = a_case(by=investigator), a_case(by=outsider)
    twins = [{"kind": "passport", "value": "A12345678", "role": "holder"}]
    for _ in range(2):
        people.record_person(
            hidden, names=[{"kind": "legal", "text": "Rahsia Ling"}], identifiers=twins,
            born_on="1998-05-17",
        )  # fmt: skip
    manifest = checked(case, GOOD, by=investigator)
    client = client_of(investigator)

    page = client.get(manifest.get_absolute_url()).text
    (line,) = exported(client, manifest)

    told = f"A match exists in a case of {hidden.lead_agency}"
    assert line["Possible duplicates"] == told
    assert page.count(told) == 1
    assert hidden.ref not in page
    assert "Rahsia" not in page


def test_a_job_of_somebody_else_is_not_shown(client_of, investigator, case):
    manifest = imported(case, GOOD, by=investigator)
    colleague = a_user(agency=investigator.agency)

    assert "people were logged" in client_of(investigator).get(manifest.get_absolute_url()).text
    assert "people were logged" not in client_of(colleague).get(manifest.get_absolute_url()).text


def test_an_import_that_was_stopped_says_so_to_everybody(client_of, investigator, case):
    manifest = checked(case, GOOD, by=investigator)
    colleague = client_of(a_user(agency=investigator.agency))
    services.confirm_manifest(manifest, version=None, by=investigator)
    assert "Stopped" not in colleague.get(manifest.get_absolute_url()).text

    Job.objects.update(status=JobStatus.CANCELLED)

    assert "Stopped" in colleague.get(manifest.get_absolute_url()).text


def test_a_list_of_which_all_is_imported_has_no_empty_columns(client_of, investigator, case):
    client = client_of(investigator)
    page = client.get(imported(case, GOOD, BAD, by=investigator).get_absolute_url())
    assert "cell_passport" in page.context["table"].columns

    page = client.get(imported(case, OTHER, by=investigator).get_absolute_url())
    assert "cell_passport" not in page.context["table"].columns


def test_the_page_of_the_job_leads_back_to_the_import(client_of, investigator, case):
    manifest = checked(case, GOOD, by=investigator)

    page = client_of(investigator).get(manifest.job.get_absolute_url())

    assert page.context["onward"]["url"] == manifest.get_absolute_url()


def test_the_pages_of_a_case_lead_to_its_imports(client_of, investigator, analyst):
    case = a_case(by=investigator)
    for page in (case.get_absolute_url(), reverse("case_people", args=[case.ref])):
        assert url("list", case) in client_of(investigator).get(page).text

    assert url("list", case) not in client_of(analyst).get(case.get_absolute_url()).text


def test_many_lines_and_lists_cost_as_many_queries_as_few(client_of, investigator, case):
    client = client_of(investigator)

    def queries(to):
        client.get(to)
        with CaptureQueriesContext(connection) as captured:
            client.get(to)
        return len(captured)

    few = checked(case, GOOD, GOOD, by=investigator)
    lists = queries(url("list", case))
    many = checked(
        case, *(f"Tan Mei {n % 4},1998-05-1{n % 4},F,MY,A1234567{n % 4}," for n in range(20)),
        by=investigator,
    )  # fmt: skip

    assert queries(few.get_absolute_url()) == queries(many.get_absolute_url())
    assert queries(url("list", case)) == lists


def test_the_template_is_a_list_that_can_be_imported(client_of, investigator, case):
    client = client_of(investigator)
    header = b"".join(client.get(url("template", case)).streaming_content)

    send(client, case, header + b"Tan Mei Ling,,,F,1998,,MY,,,,,,,,\n")
    manifest = Manifest.objects.get()
    to = url("columns", case, manifest.ref)
    form = client.get(to).context["form"]
    client.post(to, form.initial | {name: form[name].value() for name in form.fields})
    manifest.refresh_from_db()
    run_job(manifest.job)

    assert len(manifest.mapping) == 15
    assert manifest.rows.get().state == RowState.READY
