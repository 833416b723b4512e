"""The case file in print: only what was chosen and may be seen, and a trace of who made it."""

from __future__ import annotations

import hashlib
import json
from datetime import date, time

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from audit.models import Access, AccessLog
from cases import casefile, services
from cases.casefile import PARTS, Paragraph, Part, document, manifest
from cases.casefile.letters import romanised
from cases.models import CasePrint, Sensitivity
from tests.factories import a_case, a_person

HOSTILE = '#import "/etc/passwd" *bold* = Heading $x$ #panic() `raw` \\ <label> @ref'


def parts(*keys):
    return [part for part in PARTS if part.key in keys]


@pytest.fixture
def printed(monkeypatch):
    """What goes to the template in a print: `printed["parts"]`."""
    seen = {}
    original = document.pdf

    def remember(content):
        seen.update(content)
        return original(content)

    monkeypatch.setattr(document, "pdf", remember)
    return seen


def post(client, case, *keys, purpose="For the prosecutor"):
    url = reverse("cases:file_pdf", args=[case.ref])
    return client.post(url, {"parts": keys, "purpose": purpose})


def headings(content):
    found = json.loads(document.compiler(content).query("heading"))
    return [heading["body"]["text"] for heading in found]


def test_a_print_is_a_pdf_for_download(client_of, investigator, case):
    answer = post(client_of(investigator), case, "summary", "timeline")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{case.ref}')


def test_every_page_has_its_number_and_the_number_of_pages(investigator, case, printed):
    services.add_note(case, text="word " * 3000, by=investigator)

    services.print_case(case, parts=parts("summary"), purpose="Test", by=investigator)

    assert len(document.compiler(printed).compile(format="png", ppi=10)) > 4
    assert '"Page " + counter(page).display("1 of 1", both: true)' in document.TEMPLATE.read_text()


def test_it_holds_the_chosen_parts_and_no_other(investigator, case, printed):
    a_person(case)

    services.print_case(case, parts=parts("summary", "people"), purpose="Test", by=investigator)

    titles = [title for title in headings(printed) if title in {part.title for part in PARTS}]
    assert titles == ["Summary", "People"]
    assert "Timeline" not in headings(printed)


def test_it_says_who_took_part_in_an_operation_and_when(investigator, case, agency, printed):
    services.log_operation(
        case, happened_on=date(2023, 10, 7), happened_at=time(5, 30), timezone="America/Lima",
        lead=[agency], agencies="A fire brigade",
    )  # fmt: skip

    services.print_case(case, parts=parts("operations"), purpose="Test", by=investigator)

    rows = dict(printed["parts"][0]["blocks"][1]["rows"])
    assert rows["Agencies"] == f"{agency} (led it)\nA fire brigade"
    assert rows["When"] == "7 Oct 2023, 05:30 (America/Lima, UTC-05:00)"


def test_who_has_left_the_case_does_not_work_on_it_in_print(investigator, case, printed):
    services.end_member(case.assignments.exclude(user=None).get(), by=investigator)

    services.print_case(case, parts=parts("summary"), purpose="Test", by=investigator)

    assert investigator.name not in json.dumps(printed["parts"])


def test_text_of_users_is_never_read_as_markup(investigator, case, printed):
    services.edit_case(case, version=None, title=HOSTILE, summary=HOSTILE)
    services.add_note(case, text=HOSTILE, by=investigator)
    a_person(case, HOSTILE)
    case.refresh_from_db()

    _, file = services.print_case(case, parts=PARTS, purpose=HOSTILE, by=investigator)

    assert file.startswith(b"%PDF")
    compiled = document.compiler(printed)
    for element in ("strong", "raw", "math.equation", "ref"):
        assert json.loads(compiled.query(element)) == [], element
    assert "Heading" not in headings(printed)
    assert HOSTILE in json.dumps(json.loads(compiled.query("par"))).replace("\\\\", "\\").replace(
        '\\"', '"'
    )


SCRIPTS = [
    "Nguyễn Thị Hương", "陳美玲", "陈美玲", "龐嫻", "สมชาย", "မောင်မောင်", "សុខ", "முருகன்",
]  # fmt: skip


def test_names_print_in_their_own_script(investigator, case, printed):
    """PDF/A refuses a letter that no font has, so a file that was not romanised has them all."""
    for name in SCRIPTS:
        a_person(case, name)

    services.print_case(case, parts=parts("people"), purpose="Test", by=investigator)

    assert document.compiler(printed).compile(format="pdf", pdf_standards="a-2a")
    assert all(name in json.dumps(printed, ensure_ascii=False) for name in SCRIPTS)


def test_a_name_in_a_script_without_a_font_prints_in_latin_letters(investigator, case, printed):
    services.add_note(case, text="김철수 met 陳美玲 \x07", by=investigator)

    _, file = services.print_case(case, parts=parts("summary"), purpose="Test", by=investigator)

    assert file.startswith(b"%PDF")
    assert romanised("김철수 met 陳美玲", document.can_print) == "[GimCheolSu] met 陳美玲"


def test_a_print_is_kept_with_the_hash_of_each_record(investigator, case):
    person = a_person(case)

    row, file = services.print_case(
        case, parts=parts("people"), purpose="For the prosecutor", by=investigator
    )

    hashes = {record["ref"]: record["sha256"] for record in row.manifest["records"]}
    assert set(hashes) == {case.ref, person.ref}
    assert hashes[person.ref] == manifest.record_digest(person)
    assert row.manifest_sha256 == manifest.digest(row.manifest)
    assert row.file_sha256 == hashlib.sha256(file).hexdigest()
    assert (row.by, row.purpose, row.parts) == (investigator, "For the prosecutor", ["People"])


def test_the_hash_of_a_record_changes_with_any_of_its_facts(investigator, case):
    person = a_person(case)
    before = manifest.record_digest(person)

    person.remarks = "Something else"

    assert manifest.record_digest(person) != before


def test_the_manifest_can_be_checked_after_it_was_stored(investigator, case):
    services.print_case(case, parts=PARTS, purpose="Test", by=investigator)

    row = CasePrint.objects.get()
    assert manifest.digest(row.manifest) == row.manifest_sha256


def test_a_print_cannot_be_unmade(investigator, case):
    row, _ = services.print_case(case, parts=parts("summary"), purpose="Test", by=investigator)

    with pytest.raises(DatabaseError), transaction.atomic():
        CasePrint.objects.filter(pk=row.pk).update(purpose="Nothing")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_a_print_is_logged_with_its_reason_and_what_it_held(client_of, investigator, case):
    person = a_person(case)

    post(client_of(investigator), case, "people", purpose="For the prosecutor")

    entry = AccessLog.objects.get(access=Access.PRINT)
    assert (entry.user, entry.purpose) == (investigator, "For the prosecutor")
    assert {case.ref, person.ref} <= set(entry.refs)


def test_earlier_prints_are_listed_on_the_page(client_of, investigator, case):
    post(client_of(investigator), case, "summary", purpose="For the prosecutor")

    page = client_of(investigator).get(reverse("cases:file", args=[case.ref])).content.decode()
    assert "For the prosecutor" in page
    assert CasePrint.objects.get().manifest_sha256 in page


@pytest.mark.parametrize(
    ("keys", "purpose", "words"),
    [([], "Why", "Choose at least one part."), (["summary"], " ", "Say why it is printed")],
)
def test_a_print_without_parts_or_reason_is_refused_in_words(
    client_of, investigator, case, keys, purpose, words
):
    answer = post(client_of(investigator), case, *keys, purpose=purpose)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not CasePrint.objects.exists()


def test_a_part_that_the_role_may_not_see_is_neither_offered_nor_printed(
    client_of, investigator, case, monkeypatch
):
    closed = Part("closed", "Closed part", "accounts.view_user", lambda case, user: [])
    monkeypatch.setattr(casefile, "PARTS", [*PARTS, closed])

    page = client_of(investigator).get(reverse("cases:file", args=[case.ref]))

    assert "Closed part" not in page.content.decode()
    assert post(client_of(investigator), case, "closed").status_code == 422


def test_a_part_shows_only_what_its_reader_may_see(investigator, outsider, case):
    a_person(case, "Aminah binti Zain")

    assert "Aminah" in str(list(parts("people")[0].blocks(case, investigator)))
    assert list(parts("people")[0].blocks(case, outsider)) == []


def test_who_may_not_open_the_case_cannot_print_it(
    client_of, supervisor, investigator, outsider, analyst, case
):
    sealed = a_case(by=supervisor, sensitivity=Sensitivity.SEALED)

    assert post(client_of(outsider), case, "summary").status_code == 404
    assert post(client_of(analyst), case, "summary").status_code == 403
    assert post(client_of(investigator), sealed, "summary").status_code == 404


def test_a_part_of_an_app_above_is_printed(investigator, case, printed):
    extra = Part("extra", "Extra", "cases.view_case", lambda case, user: [Paragraph("Said so.")])

    services.print_case(case, parts=[extra], purpose="Test", by=investigator)

    assert printed["parts"][0]["blocks"] == [{"kind": "paragraph", "lines": ["Said so."]}]


def test_a_case_of_forty_four_costs_as_many_queries_as_one_of_four(
    investigator, django_assert_max_num_queries
):
    small, large = a_case(by=investigator), a_case(by=investigator)
    for case, number in ((small, 4), (large, 44)):
        for one in range(number):
            a_person(case, f"Aminah {one}")

    services.print_case(small, parts=PARTS, purpose="Test", by=investigator)
    with django_assert_max_num_queries(66):
        services.print_case(large, parts=PARTS, purpose="Test", by=investigator)
