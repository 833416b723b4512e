"""Referring a case to another agency, and handing it over: sent by one, accepted by the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import Case, Level, Referral, ReferralStatus
from tests.factories import a_user, an_agency, assigned

FACTS = {
    "reason": "AdditionalServicesRequired",
    "details": "A safe place for three women.",
    "basis": "consent",
    "basis_note": "All three, in writing, 9 Oct 2023",
}


@pytest.fixture
def sent(case, supervisor, shelter):
    facts = FACTS | {"parts": ["identity", "needs"]}
    return services.send_referral(case, by=supervisor, to_agency=shelter, **facts)


@pytest.fixture
def transfer(case, supervisor, shelter):
    return services.send_referral(
        case, by=supervisor, kind="transfer", to_agency=shelter, **FACTS,
        keep_until=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def may_write(user, case):
    return Case.objects.editable_by(user).filter(pk=case.pk).exists()


def act(client, verb, referral, **data):
    return client.post(reverse(f"referrals:{verb}", args=[referral.ref]), data, follow=True)


def test_a_supervisor_refers_the_case_on_its_page(client_of, supervisor, case, shelter):
    form = FACTS | {"to_agency": shelter.pk, "parts": ["needs"], "due_on": "2030-01-31"}

    client_of(supervisor).post(reverse("cases:refer", args=[case.ref]), form)

    referral = Referral.objects.get()
    assert (referral.from_agency, referral.status) == (supervisor.agency, ReferralStatus.SENT)
    assert str(referral) in client_of(supervisor).get(case.get_absolute_url()).text


def test_what_is_shared_must_be_named_and_the_ground_too(client_of, supervisor, case, shelter):
    form = FACTS | {"to_agency": shelter.pk, "basis_note": ""}

    answer = client_of(supervisor).post(reverse("cases:refer", args=[case.ref]), form)

    assert answer.status_code == 422
    assert "basis_note" in answer.context["form"].errors
    with pytest.raises(ValidationError, match="what of the case"):
        services.send_referral(case, by=supervisor, to_agency=shelter, **FACTS)


def test_an_answer_can_not_be_wanted_by_a_day_that_is_over(client_of, supervisor, case, shelter):
    form = FACTS | {"to_agency": shelter.pk, "parts": ["needs"], "due_on": "2023-10-07"}

    answer = client_of(supervisor).post(reverse("cases:refer", args=[case.ref]), form)

    assert answer.status_code == 422
    assert "That day is over" in answer.context["form"].errors["due_on"][0]
    assert not Referral.objects.exists()


def test_before_it_accepts_the_agency_reads_the_request_and_nothing_of_the_case(
    client_of, host, sent, case
):
    client = client_of(host)
    pages = [client.get(url).text for url in (sent.get_absolute_url(), "/referrals/", "/")]

    assert all(sent.ref in page for page in pages)
    assert not [page for page in pages if case.ref in page or case.title in page]
    assert FACTS["basis_note"] not in pages[0]
    exported = b"".join(client.get("/referrals/", {"export": "csv"}).streaming_content).decode()
    assert sent.ref in exported
    assert case.ref not in exported
    assert client.get(case.get_absolute_url()).status_code == 404
    assert not client.get("/referrals/", {"q": case.title}).context["table"].rows


def test_accepting_lets_the_agency_read_the_case_for_what_is_shared(
    client_of, host, sent, case, shelter
):
    act(client_of(host), "answer", sent, status="accepted")

    member = case.assignments.get(agency=shelter)
    assert (member.level, member.scope) == (
        Level.READ,
        "Who the victims are, Needs, health, shelter",
    )
    assert sent.ref in member.purpose
    assert sees(host, case)
    assert not may_write(host, case)


def test_rejecting_needs_a_reason_and_opens_nothing(client_of, host, supervisor, sent, case):
    assert "Say why you reject" in act(client_of(host), "answer", sent, status="rejected").text

    act(client_of(host), "answer", sent, status="rejected", note="No bed is free")

    assert "No bed is free" in client_of(supervisor).get(sent.get_absolute_url()).text
    assert not sees(host, case)


def test_revoking_ends_the_access_at_once(client_of, host, supervisor, sent, case):
    services.answer_referral(sent, "accepted", by=host)

    act(client_of(supervisor), "revoke", sent, note="They moved on")

    sent.refresh_from_db()
    assert sent.status == ReferralStatus.REVOKED
    assert not sees(host, case)


def test_what_is_done_ends_the_access_and_leaves_a_note(client_of, host, supervisor, sent, case):
    services.answer_referral(sent, "accepted", by=host)

    act(client_of(host), "finish", sent, handover="All three are with their families.")

    assert not sees(host, case)
    page = client_of(supervisor).get(sent.get_absolute_url()).text
    assert "All three are with their families." in page


def test_only_the_other_agencys_supervisor_answers(
    client_of, host, supervisor, outsider, sent, shelter
):
    worker = a_user(agency=shelter)

    assert act(client_of(supervisor), "answer", sent, status="accepted").status_code == 404
    assert act(client_of(outsider), "answer", sent, status="accepted").status_code == 403
    assert act(client_of(worker), "answer", sent, status="accepted").status_code == 403
    assert client_of(outsider).get(sent.get_absolute_url()).status_code == 404


def test_the_receiver_revokes_nothing(client_of, host, sent):
    services.answer_referral(sent, "accepted", by=host)

    assert act(client_of(host), "revoke", sent).status_code == 404


def test_no_status_moves_against_the_table(host, supervisor, sent):
    services.answer_referral(sent, "rejected", by=host, note="No")

    with pytest.raises(ValidationError):
        services.revoke_referral(sent, by=supervisor)
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=sent.pk).update(status="accepted")


def test_an_agency_that_is_on_the_case_already_keeps_its_entry(host, sent, case, shelter):
    member = assigned(case, agency=shelter)

    answered = services.answer_referral(sent, "accepted", by=host)

    assert answered.member is None
    assert case.assignments.get(agency=shelter) == member
    assert may_write(host, case)


# Sealed -------------------------------------------------------------------------------------------


def test_a_sealed_case_is_referred_to_nobody(supervisor, case, shelter):
    services.seal(case, by=supervisor, reason="Threat")

    with pytest.raises(ValidationError, match="sealed"):
        services.send_referral(case, by=supervisor, to_agency=shelter, **FACTS, parts=["identity"])


def test_sealing_takes_the_referral_out_of_the_others_sight(
    client_of, host, supervisor, sent, case
):
    services.seal(case, by=supervisor, reason="Threat")
    client = client_of(host)

    assert client.get(sent.get_absolute_url()).status_code == 404
    assert sent.ref not in client.get("/referrals/").text
    assert act(client, "answer", sent, status="accepted").status_code == 404


# Transfers ----------------------------------------------------------------------------------------


def test_a_transfer_moves_the_lead_when_the_other_accepts(
    client_of, host, supervisor, investigator, transfer, case, shelter
):
    case.refresh_from_db()
    assert case.lead_agency == supervisor.agency

    act(client_of(host), "answer", transfer, status="accepted")

    case.refresh_from_db()
    transfer.refresh_from_db()
    assert (case.lead_agency, transfer.status) == (shelter, ReferralStatus.DONE)
    assert may_write(host, case)
    for former in (supervisor, investigator):
        assert sees(former, case)
        assert not may_write(former, case)


def test_the_former_lead_reads_until_the_day_that_was_agreed_on(
    host, supervisor, investigator, transfer, case, monkeypatch
):
    services.answer_referral(transfer, "accepted", by=host)

    monkeypatch.setattr(timezone, "localdate", lambda: transfer.keep_until)

    assert not sees(supervisor, case)
    assert not sees(investigator, case)
    assert sees(host, case)


def test_only_the_lead_agency_hands_a_case_over(case, shelter, host):
    assigned(case, agency=shelter)

    with pytest.raises(ValidationError, match="leads"):
        services.send_referral(
            case, by=host, kind="transfer", to_agency=an_agency(), **FACTS,
            keep_until=timezone.localdate(),
        )  # fmt: skip


def test_an_accepted_transfer_is_not_revoked(client_of, host, supervisor, transfer):
    services.answer_referral(transfer, "accepted", by=host)

    assert act(client_of(supervisor), "revoke", transfer).status_code == 404


def test_one_transfer_waits_at_a_time(supervisor, transfer, case):
    with pytest.raises(ValidationError, match="already"):
        services.send_referral(
            case, by=supervisor, kind="transfer", to_agency=an_agency(), **FACTS,
            keep_until=timezone.localdate(),
        )  # fmt: skip


def test_the_list_tells_incoming_from_outgoing_and_the_home_says_who_waits(
    client_of, host, supervisor, sent
):
    def refs(user, way):
        table = client_of(user).get("/referrals/", {"way": way}).context["table"]
        return [row.record.ref for row in table.rows]

    assert (refs(host, "in"), refs(host, "out")) == ([sent.ref], [])
    assert (refs(supervisor, "in"), refs(supervisor, "out")) == ([], [sent.ref])
    panels = {panel.title: panel for panel in client_of(host).get("/").context["panels"]}
    assert list(panels["Waiting for your answer"].rows) == [sent]
