"""Files of statements: kept by hash, given out as downloads, open to few."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Access, AccessLog
from cases import services as cases
from cases import store
from core import services as core
from victims import services


@pytest.fixture
def evidence_root(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def statement(victim):
    return services.take_statement(victim, taken_on=date(2023, 10, 9))


def upload(client, statement, content=b"%PDF-1.7 signed"):
    file = SimpleUploadedFile("signed.pdf", content, content_type="text/html")
    url = f"/victims/statements/{statement.ref}/files/new/"
    return client.post(url, {"file": file, "description": "Scan"})


def test_a_file_of_a_statement_is_kept_under_its_hash_and_given_out_as_a_download(
    client, statement, victim, evidence_root
):
    assert upload(client, statement).status_code == 302

    file = statement.files.get()
    assert file.sha256 == hashlib.sha256(b"%PDF-1.7 signed").hexdigest()
    assert file.media_type == "application/pdf"
    assert store.path_of(file.sha256).is_relative_to(evidence_root)
    assert file.sha256 in client.get(f"/victims/{victim.ref}/law/").content.decode()
    answer = client.get(f"/victims/statement-files/{file.ref}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 signed"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert AccessLog.objects.get(access=Access.DOWNLOAD).refs == [file.ref, statement.ref]


def test_a_check_of_the_files_of_a_case_reads_those_of_statements(
    client, case, investigator, statement, evidence_root
):
    upload(client, statement)
    store.path_of(statement.files.get().sha256).unlink()

    job = core.run_job(cases.start_check(case, by=investigator))

    assert job.message == "1 file: 1 missing (signed.pdf)."


def test_the_history_of_the_victim_tells_of_a_file_to_who_may_read_statements(
    client, victim, statement, evidence_root
):
    upload(client, statement)

    entries = client.get(f"/victims/{victim.ref}/history/").context["history"]

    (added,) = [entry for entry in entries if "statement file" in entry.sentence]
    assert added.sentence.startswith("added the statement file “signed.pdf")


def test_a_file_too_large_the_same_twice_or_empty_is_refused_in_words(
    client, statement, evidence_root, settings
):
    upload(client, statement)

    assert "there already" in upload(client, statement).content.decode()
    assert "The file is empty" in upload(client, statement, b"").content.decode()
    settings.EVIDENCE_MAX_BYTES = 10
    assert "larger than" in upload(client, statement).content.decode()
    assert statement.files.count() == 1


def test_files_of_statements_open_to_nobody_who_may_not_read_them(
    client, client_of, statement, outsider, officer, evidence_root
):
    upload(client, statement)
    url = f"/victims/statement-files/{statement.files.get().ref}/"

    assert client_of(outsider).get(url).status_code == 404
    assert client_of(officer).get(url).status_code == 403
    assert upload(client_of(outsider), statement).status_code == 404


def test_a_file_is_not_taken_without_the_token_against_forged_requests(
    investigator, statement, evidence_root
):
    client = Client(enforce_csrf_checks=True)
    client.force_login(investigator)

    assert upload(client, statement).status_code == 403
    assert not statement.files.exists()
