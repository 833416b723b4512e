"""The pages of evidence: who sees them, what they take, and that no file is ever shown inline."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.models import Access, AccessLog
from cases import store
from cases.models import CustodyEvent, EvidenceFile, EvidenceItem, Sensitivity
from tests.factories import a_case, a_person, assigned, evidence

HTML = b"<html><script>alert(document.cookie)</script></html>"


def rows(prefix, *rows):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def form(**fields):
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    return {
        "title": "Cash", "category": "cash", "held_by": "Evidence store", "found_at": now,
        **rows("amounts"), **rows("numbers"), **fields,
    }  # fmt: skip


def upload(client, item, content, name="photo.jpg", **fields):
    url = reverse("evidence:add_file", args=[item.ref])
    return client.post(url, {"file": SimpleUploadedFile(name, content), **fields})


def test_evidence_is_logged_with_amounts_and_numbers(client_of, investigator, case):
    amount = {"amount": "8200", "currency": "gbp", "as_reported": "£8,200", "source": "Press"}
    data = form(**rows("amounts", amount), **rows("numbers", {"kind": "other", "value": "AB 1234"}))

    answer = client_of(investigator).post(
        reverse("cases:create_evidence", args=[case.ref]), data, follow=True
    )

    page = answer.content.decode()
    assert all(text in page for text in ("GBP 8,200", "£8,200", "Press", "AB 1234", "Seized"))


def test_an_amount_without_its_currency_is_refused_in_words(client_of, investigator, case):
    data = form(**rows("amounts", {"amount": "8200", "currency": ""}))

    answer = client_of(investigator).post(reverse("cases:create_evidence", args=[case.ref]), data)

    assert answer.status_code == 422
    assert "Say in which currency." in answer.content.decode()
    assert not EvidenceItem.objects.exists()


def test_an_edit_keeps_seal_and_holder_and_replaces_rows(client_of, investigator, item):
    url = reverse("evidence:edit", args=[item.ref])
    data = form(title="Two phones", category="phone", version=item.version, held_by="X", seal="X")
    data |= rows("numbers", {"kind": "device", "value": "490154203237518"})

    client_of(investigator).post(url, data)

    item.refresh_from_db()
    assert (item.title, item.seal, item.held_by) == ("Two phones", "A1", "Evidence store")
    assert [number.value for number in item.numbers.all()] == ["490154203237518"]


def test_a_stale_edit_is_shown_and_loses_nothing(client_of, investigator, item):
    url = reverse("evidence:edit", args=[item.ref])
    client_of(investigator).post(url, form(title="First", version=item.version))

    answer = client_of(investigator).post(url, form(title="Second", version=item.version))

    assert answer.status_code == 409
    assert "First" in answer.content.decode()
    assert "Second" in answer.content.decode()


def test_people_are_offered_only_from_the_same_case(client_of, investigator, case):
    a_person(case, "Aminah here")
    a_person(a_case(by=investigator), "Zara elsewhere")

    url = reverse("cases:create_evidence", args=[case.ref])
    page = client_of(investigator).get(url).content.decode()

    assert "Aminah here" in page
    assert "Zara elsewhere" not in page


def test_a_hand_over_with_another_seal_is_refused_at_its_field(client_of, investigator, item):
    url = reverse("evidence:hand_over", args=[item.ref])
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    data = {"to": "Laboratory", "purpose": "Reading", "at": now, "seal_before": "X9"}

    answer = client_of(investigator).post(url, data)
    assert answer.status_code == 422
    assert "left the seal A1 on it" in answer.content.decode()

    answer = client_of(investigator).post(url, data | {"seal_reason": "Torn"}, follow=True)
    assert "Laboratory" in answer.content.decode()


def test_the_seal_is_to_be_read_not_to_be_copied(client_of, investigator, item):
    """A field that held the answer already would make the comparison worthless."""
    page = client_of(investigator).get(reverse("evidence:hand_over", args=[item.ref]))

    assert 'value="A1"' not in page.content.decode()


def test_a_status_is_changed_with_its_reason(client_of, investigator, item):
    url = reverse("evidence:change_status", args=[item.ref])

    client_of(investigator).post(url, {"status": "examined", "reason": "Read by the laboratory"})

    page = client_of(investigator).get(item.get_absolute_url()).content.decode()
    assert "Examined: Read by the laboratory" in page


# Files -------------------------------------------------------------------------------------------


def test_an_upload_is_stored_under_its_hash_with_the_type_of_its_bytes(
    client_of, investigator, item
):
    upload(client_of(investigator), item, HTML, name="photo.jpg", description="The door")

    file = EvidenceFile.objects.get()
    assert (file.name, file.media_type, file.size) == ("photo.jpg", "text/html", len(HTML))
    assert store.path_of(file.sha256).read_bytes() == HTML
    assert file.uploaded_by == investigator


def test_an_html_file_is_never_served_inline(client_of, investigator, item, add_file):
    file = add_file(item, HTML, "page.html")

    answer = client_of(investigator).get(reverse("evidence:download", args=[file.ref]))

    assert b"".join(answer.streaming_content) == HTML
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_download_is_logged(client_of, investigator, item, add_file):
    file = add_file(item)

    client_of(investigator).get(reverse("evidence:download", args=[file.ref]))

    entry = AccessLog.objects.get(access=Access.DOWNLOAD)
    assert (entry.user, entry.refs) == (investigator, [file.ref, item.ref])


def test_an_upload_over_the_limit_says_so_and_leaves_nothing(
    client_of, investigator, item, settings, evidence_root
):
    settings.EVIDENCE_MAX_BYTES = 1000

    answer = upload(client_of(investigator), item, b"x" * 200_000, description="Kept")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "larger than" in page
    assert 'value="Kept"' in page
    assert [path for path in evidence_root.rglob("*") if path.is_file()] == []
    assert not EvidenceFile.objects.exists()


@pytest.mark.parametrize(("content", "words"), [(b"", "empty"), (b"twice", "already")])
def test_an_empty_or_known_file_is_refused_and_leaves_nothing(
    client_of, investigator, item, add_file, evidence_root, content, words
):
    add_file(item, b"twice")

    answer = upload(client_of(investigator), item, content)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    answer.close()
    assert len([path for path in evidence_root.rglob("*") if path.is_file()]) == 1


def test_an_upload_needs_the_token_against_forged_requests(investigator, item):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(investigator)

    assert upload(client, item, HTML).status_code == 403
    client.get(reverse("evidence:add_file", args=[item.ref]))
    token = client.cookies["csrftoken"].value
    assert upload(client, item, HTML, csrfmiddlewaretoken=token).status_code == 302


def test_a_file_whose_bytes_are_gone_is_told_in_words(client_of, investigator, item, add_file):
    file = add_file(item)
    store.path_of(file.sha256).unlink()

    answer = client_of(investigator).get(reverse("evidence:download", args=[file.ref]), follow=True)

    assert "are missing" in answer.content.decode()


# Who sees it -------------------------------------------------------------------------------------


def pages(item, file):
    yield item.get_absolute_url()
    yield reverse("evidence:history", args=[item.ref])
    yield reverse("evidence:download", args=[file.ref])
    yield reverse("cases:evidence", args=[item.case.ref])


def test_it_opens_to_investigators_and_supervisors_and_to_no_other_role(
    client_of, investigator, supervisor, officer, analyst, auditor, administrator, item, add_file
):
    file = add_file(item)

    for url in pages(item, file):
        for user in (investigator, supervisor):
            assert client_of(user).get(url).status_code == 200, url
        for user in (officer, analyst, auditor, administrator):
            assert client_of(user).get(url).status_code in {403, 404}, url


def test_evidence_of_foreign_and_sealed_cases_is_not_found(
    client_of, investigator, supervisor, outsider, add_file
):
    sealed = a_case(by=investigator, sensitivity=Sensitivity.SEALED)
    item = evidence(sealed, investigator)
    file = add_file(item)

    for user in (outsider, supervisor):
        assert list(EvidenceItem.objects.visible_to(user)) == []
        assert list(EvidenceFile.objects.visible_to(user)) == []
        assert list(CustodyEvent.objects.visible_to(user)) == []
        for url in pages(item, file):
            assert client_of(user).get(url).status_code == 404, url
        assert item.ref not in client_of(user).get(reverse("evidence:list")).content.decode()


def test_who_may_only_read_the_case_changes_nothing(client_of, outsider, case, item):
    assigned(case, level="read", user=outsider)
    client = client_of(outsider)

    assert client.get(item.get_absolute_url()).status_code == 200
    for name in ("edit", "add_file", "hand_over"):
        assert client.get(reverse(f"evidence:{name}", args=[item.ref])).status_code == 403
    for name in ("change_status", "check", "add_file"):
        assert client.post(reverse(f"evidence:{name}", args=[item.ref])).status_code == 403


def test_the_list_filters_sorts_and_exports(client_of, investigator, case, item):
    evidence(case, investigator, title="Cash", category="cash")
    client, url = client_of(investigator), reverse("evidence:list")

    page = client.get(url, {"category": "cash"}).content.decode()
    file = b"".join(client.get(url, {"export": "csv", "sort": "-title"}).streaming_content)

    assert "1</strong>" in page
    lines = file.decode("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["Item", "Phone", "Cash"]


def test_it_is_found_by_a_number_on_it(client_of, investigator, case):
    numbers = [{"kind": "device", "value": "4901542"}]
    evidence(case, investigator, title="Blue phone", numbers=numbers)

    page = client_of(investigator).get(reverse("core:search"), {"q": "490154"}).content.decode()

    assert "Blue phone" in page
