"""A sealed case exists only for those named on it in person: nothing of it leaks anywhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from audit import history
from cases import services
from cases.models import Case, Level, Sensitivity
from linking import services as linking
from linking.models import Answer, CaseLink, Match
from people import services as people
from recruiters.models import Syndicate
from repatriation import services as repatriation
from tests.config.test_closed_by_default import ALL, CLOSED, url_of
from tests.factories import a_case, a_recruiter, a_user, assigned
from victims import services as victims

NAME = "Zarimah binti Rahsia"
SUSPECT = "Rahsiadin Besar"
TITLE = "Hidden behind the Orchid"


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def post(client, act, case, reason="A threat against a witness"):
    return client.post(reverse(f"cases:{act}", args=[case.ref]), {"reason": reason}, follow=True)


def test_sealing_shuts_out_the_agency_and_keeps_the_sealer(
    client_of, supervisor, investigator, agency, case
):
    colleague = a_user(agency=agency)
    assert sees(colleague, case)

    post(client_of(supervisor), "seal", case)

    case.refresh_from_db()
    assert case.is_sealed
    assert sees(supervisor, case)
    assert sees(investigator, case)  # who opened it is named in person
    assert not sees(colleague, case)
    assert "A threat against a witness" in history.latest(case).sentence


def test_another_supervisor_of_the_agency_neither_sees_nor_unseals_it(
    client_of, supervisor, agency, case
):
    services.seal(case, by=supervisor, reason="Threat")
    other = a_user(Role.SUPERVISOR, agency=agency)

    assert not sees(other, case)
    assert post(client_of(other), "unseal", case).status_code == 404


def test_unsealing_opens_it_to_the_agency_again_but_not_to_analysis(
    client_of, supervisor, agency, analyst, case
):
    services.seal(case, by=supervisor, reason="Threat")

    post(client_of(supervisor), "unseal", case, "The witness is safe")

    case.refresh_from_db()
    assert case.sensitivity == Sensitivity.RESTRICTED
    assert sees(a_user(agency=agency), case)
    assert not sees(analyst, case)


def test_an_analyst_never_opens_a_sealed_case_not_even_when_named(supervisor, analyst, case):
    assigned(case, user=analyst)

    services.seal(case, by=supervisor, reason="Threat")

    assert not sees(analyst, case)


def test_the_last_supervisor_named_cannot_leave_a_sealed_case(supervisor, case):
    services.seal(case, by=supervisor, reason="Threat")
    member = case.assignments.get(user=supervisor)

    for changes in ({"until": date(2090, 1, 1)}, {"level": Level.READ}):
        with pytest.raises(ValidationError, match="nobody could unseal it"):
            services.edit_member(member, version=None, **changes)
    with pytest.raises(ValidationError, match="nobody could unseal it"):
        services.end_member(member, by=supervisor)
    assert sees(supervisor, case)


def test_the_sealer_may_leave_when_another_supervisor_is_named(supervisor, agency, case):
    services.seal(case, by=supervisor, reason="Threat")
    assigned(case, user=a_user(Role.SUPERVISOR, agency=agency))

    services.end_member(case.assignments.get(user=supervisor), by=supervisor)

    assert not sees(supervisor, case)


def test_a_sealer_who_was_named_for_a_time_or_to_read_is_named_anew(supervisor, case):
    short = assigned(case, user=supervisor, level=Level.READ, until=date(2090, 1, 1))

    services.seal(case, by=supervisor, reason="Threat")

    short.refresh_from_db()
    assert short.has_ended
    assert Case.objects.editable_by(supervisor).filter(pk=case.pk).exists()


def test_sealing_needs_a_reason_and_a_supervisor(client_of, supervisor, investigator, case):
    answer = post(client_of(supervisor), "seal", case, reason=" ")

    assert "Say why" in answer.text
    assert post(client_of(investigator), "seal", case).status_code == 403
    case.refresh_from_db()
    assert not case.is_sealed


def test_no_form_seals_in_passing(client_of, supervisor, case):
    form = {
        "title": case.title, "country": "PE", "opened_on": "2023-10-07", "status": "Active",
        "sensitivity": "sealed", "version": case.version,
    }  # fmt: skip

    answer = client_of(supervisor).post(reverse("cases:edit", args=[case.ref]), form)

    assert answer.status_code == 422
    with pytest.raises(ValidationError):
        services.edit_case(case, version=None, sensitivity=Sensitivity.SEALED)


# Leaks --------------------------------------------------------------------------------------------


@pytest.fixture
def secrets(investigator, supervisor, embassy, officer):
    """A sealed case with a row of every kind, tied to an open one; every record of it."""
    case = a_case(by=investigator, title=TITLE)
    known = a_case(by=a_user(agency=investigator.agency))
    phone = {"kind": "phone", "value": "+60165550188", "role": "user"}
    victim = victims.register(
        case, names=[{"kind": "legal", "text": NAME}], identifiers=[phone], citizenships=["MY"]
    )
    double = people.record_person(
        known, names=[{"kind": "legal", "text": "Somebody Known"}], identifiers=[phone]
    )
    recruiter = a_recruiter(case, SUSPECT)
    linking.judge(victim.person, double, Answer.SAME, by=investigator)
    CaseLink.objects.get_or_create(
        left=min(case, known, key=lambda row: row.pk),
        right=max(case, known, key=lambda row: row.pk),
        defaults={"strength": 9, "reasons": []},
    )
    way_home = repatriation.open_return(
        victim, mission=embassy, from_country="PE", to_country="MY", officer=officer
    )
    services.add_note(case, text="A note on the hidden", by=investigator)
    task = services.add_task(
        case, title="Hide the witness", by=investigator, due=date(2023, 11, 1), person=victim.person
    )
    flag = services.raise_flag(case, kind="safety", reason="Hidden threat", by=investigator)
    closure = services.request_closure(
        case, reason="other", account="Hidden account", by=investigator
    )
    referral = services.send_referral(
        case, by=supervisor, to_agency=embassy, reason="Other", details="Hidden referral",
        parts=["needs"], basis="consent", basis_note="In writing",
    )  # fmt: skip
    services.seal(case, by=supervisor, reason="Threat")
    return [
        case, flag, closure, referral, victim, victim.person, recruiter, recruiter.person,
        way_home, task,
        services.record_place(case, kind="house", name="Hidden house", country="PE"),
        services.log_operation(case, happened_on=date(2023, 10, 7)),
        Match.objects.get(),
        Syndicate.objects.create(case=case, name="Hidden Syndicate", folded_names=["hidden"]),
        case.assignments.first(),
    ]  # fmt: skip


@pytest.fixture(params=["colleague", "second supervisor", "named analyst", "officer"])
def shut_out(request, secrets, agency, officer):
    """Those who would reach the case were it not sealed."""
    if request.param == "officer":
        return officer
    roles = {"second supervisor": Role.SUPERVISOR, "named analyst": Role.ANALYST}
    user = a_user(roles.get(request.param, Role.INVESTIGATOR), agency=agency)
    if request.param == "named analyst":
        assigned(secrets[0], user=user)
    return user


WORDS = [TITLE, NAME, SUSPECT, "Hidden Syndicate", "Hide the witness", "Hidden house"]

LISTS = [name for name, arguments in ALL if not arguments]


def text_of(answer):
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()
    return answer.content.decode()


def test_no_list_home_or_export_tells_of_it(client_of, shut_out, secrets):
    client, told = client_of(shut_out), [*WORDS, *(row.ref for row in secrets)]

    for name in LISTS:
        for query in ({"q": "hidden"}, {"export": "csv"}):
            answer = client.get(reverse(name), query, follow=True)
            # What somebody looked for is repeated to them; nothing else is.
            page = text_of(answer).replace(query.get("q", "\0"), "")
            found = [word for word in told if word in page]
            assert not found, (name, query, found)


def test_no_search_finds_it(client_of, shut_out, secrets):
    for word in [NAME, "hidden", "+60165550188", secrets[0].ref]:
        answer = client_of(shut_out).get("/search/", {"q": word})
        urls = [hit.url for group in answer.context["groups"] for hit in group.hits]
        assert not [url for url in urls for row in secrets if row.ref in url], word


def test_no_address_of_it_opens(client_of, agency, secrets):
    client = client_of(a_user(Role.SUPERVISOR, agency=agency))
    about_one = [
        (name, url)
        for name, arguments in ALL
        if arguments and not name.startswith(("account_", "mfa_"))
        for row in secrets
        if (url := url_of(name, arguments, row.ref))
    ]
    codes = {(name, url): client.get(url).status_code for name, url in about_one}

    assert not {key: code for key, code in codes.items() if code not in CLOSED}


def test_a_page_of_the_known_case_does_not_tell_that_there_is_another(
    client_of, agency, secrets, investigator
):
    colleague = a_user(agency=agency)
    known = Case.objects.visible_to(colleague).get()
    double = known.people.get()

    for url in (
        known.get_absolute_url(),
        double.get_absolute_url(),
        reverse("linking:of_case", args=[known.ref]),
        reverse("linking:of_person", args=[double.ref]),
        reverse("people:history", args=[double.ref]),
        reverse("cases:history", args=[known.ref]),
    ):
        page = client_of(colleague).get(url, follow=True).text
        assert not [word for word in [*WORDS, *(row.ref for row in secrets)] if word in page], url
        assert "Ask for access" not in page, url


def test_the_same_things_are_shown_to_who_is_named(client_of, supervisor, secrets):
    """Without this the tests above would pass on pages that show nothing to anybody."""
    client = client_of(supervisor)
    pages = "".join(text_of(client.get(reverse(name), follow=True)) for name in LISTS)

    assert [word for word in WORDS if word in pages] == WORDS
