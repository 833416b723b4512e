"""Nothing is open that nobody opened: every address is asked as who may not have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.roles import ROLES, Role, Rules, Scope
from cases import services as cases
from cases import store
from core.models import Job
from linking import services as linking
from linking.models import Answer, Match
from recruiters.models import Syndicate
from repatriation import services as repatriation
from tests.factories import a_case, a_recruiter, a_user, a_victim, evidence
from victims import services as victims
from victims.models import Contact, Instrument, SupportPlan

CLOSED = {403, 404, 405}
#: What anybody may open without signing in, and why.
PUBLIC = {
    "core:healthz",  # load balancers
    "core:readyz",
    "account_login",
    "account_logout",  # redirects
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",  # says that accounts are made by administrators
    "account_inactive",
    "account_confirm_email",  # mails are not confirmed here; says so
    "account_email_verification_sent",
    "account_confirm_login_code",  # a step of signing in
    "account_reauthenticate",
    "mfa_authenticate",
    "admin:login",
}
#: What every signed-in user may open, and why.
OWN = {
    "home",  # holds only what the role may open
    "core:search",  # finds only what the role may open
    "schema",  # the shape of the API, no data
    "docs",
}


def addresses(resolver=None, namespace="", outer=()) -> Iterator[tuple[str, list[str]]]:
    """(name, its arguments) of everything in the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        arguments = [*outer, *(entry.pattern.converters or entry.pattern.regex.groupindex)]
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner, arguments)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", arguments


ALL = [(name, arguments) for name, arguments in addresses() if not name.startswith("admin:")]
NAMES = [name for name, _ in ALL]


def url_of(name: str, arguments: list[str], value: str) -> str | None:
    """The address, or nothing where no such record can have one (the log counts its rows)."""
    try:
        return reverse(name, kwargs=dict.fromkeys(arguments, value))
    except NoReverseMatch:
        return None


def answers(client: Client, *, among=ALL, value="TIP-2023-PE-0001") -> Iterator[tuple]:
    """(name, method, response) of every address, read and written to."""
    for name, arguments in among:
        if url := url_of(name, arguments, value) or url_of(name, arguments, "1"):
            for method in ("get", "post"):
                yield name, method, getattr(client, method)(url)


@pytest.fixture
def nobody(db, monkeypatch):
    """Signed in, with a role that may do nothing."""
    monkeypatch.setitem(ROLES, "nobody", Rules(Scope.NOTHING, frozenset()))
    return a_user("nobody")


def test_the_walk_finds_the_rooms():
    rooms = {name.partition(":")[0] for name in NAMES}

    assert {"cases", "people", "victims", "recruiters", "linking", "repatriation"} <= rooms
    assert len(ALL) > 60


def test_nothing_is_shown_to_who_has_not_signed_in(db):
    closed = [entry for entry in ALL if entry[0] not in PUBLIC]
    shown = [
        (name, method, answer.status_code)
        for name, method, answer in answers(Client(), among=closed)
        if answer.status_code not in {401, *CLOSED}
        and not (answer.status_code == 302 and "/accounts/login/" in answer["Location"])
    ]

    assert shown == []


def test_nothing_is_open_to_a_role_without_permissions(nobody, client_of):
    closed = [
        entry for entry in ALL if entry[0] not in PUBLIC | OWN and not is_own_account(entry[0])
    ]
    opened = [
        (name, method, answer.status_code)
        for name, method, answer in answers(client_of(nobody), among=closed)
        if answer.status_code not in CLOSED
    ]

    assert opened == []


def is_own_account(name: str) -> bool:
    """Password and second factor of whoever is signed in."""
    return name.startswith(("account_", "mfa_"))


@pytest.fixture
def records(investigator, embassy):
    """One row of every kind, in a case that an outsider is not on; by kind."""
    case, other = a_case(by=investigator), a_case(by=investigator)
    victim, recruiter = a_victim(case), a_recruiter(case)
    again = a_victim(other)
    linking.judge(victim.person, again.person, Answer.UNSURE, by=investigator)
    place = cases.record_place(case, kind="house", name="House", country="PE")
    operation = cases.log_operation(case, happened_on=date(2023, 10, 7))
    way_home = repatriation.open_return(
        victim, mission=embassy, from_country="PE", to_country="MY", opened_on=timezone.localdate()
    )
    instrument = Instrument.objects.create(key="law", edition="1", document={})
    screening = victims.begin_screening(
        victim, instrument, by=investigator, held_on=date(2023, 10, 9)
    )
    contact = victims.record(Contact, victim, name="Mother", relation="mother")
    plan = victims.record(SupportPlan, victim, objective="Home", agreed_on=date(2023, 10, 9))
    item = evidence(case, investigator)
    file = cases.add_file(item, store.receive([b"bytes"]), name="file.txt", by=investigator)
    return [
        screening, contact, plan, item, file,
        case, place, operation, victim, victim.person, recruiter, Match.objects.get(), way_home,
        cases.add_task(case, title="Task", by=investigator),
        cases.raise_flag(case, kind="safety", reason="A call", by=investigator),
        cases.request_closure(case, reason="done", account="Done.", by=investigator),
        case.assignments.first(),
        cases.send_referral(
            case, by=investigator, to_agency=embassy, reason="Other", details="Help",
            parts=["needs"], basis="consent", basis_note="In writing",
        ),
        Syndicate.objects.create(case=case, name="Syndicate", folded_names=["syndicate"]),
        Job.objects.create(kind="relink", title="Job", started_by=investigator),
    ]  # fmt: skip


#: The roles that read records; to the others every such page is closed, as the walk above shows.
READERS = [Role.INVESTIGATOR, Role.SUPERVISOR, Role.CONSULAR_OFFICER]


@pytest.mark.parametrize("role", READERS)
def test_no_record_opens_to_an_outsider_of_any_role(records, client_of, role):
    client = client_of(a_user(role))
    about_one = [
        (name, arguments)
        for name, arguments in ALL
        if arguments and name not in PUBLIC and not is_own_account(name)
    ]
    opened = [
        (name, method, str(record), answer.status_code)
        for record in records
        for name, method, answer in answers(client, among=about_one, value=record.ref)
        if answer.status_code not in CLOSED
    ]

    assert opened == []


def test_the_same_records_do_open_to_who_logged_them(records, client_of, investigator):
    """Without this the test above would pass on addresses that never open to anybody."""
    client = client_of(investigator)
    rooms = {"cases", "evidence", "victims", "people"}
    codes = {
        name: {client.get(url_of(name, arguments, record.ref)).status_code for record in records}
        for name, arguments in ALL
        if arguments == ["ref"] and name.partition(":")[0] in rooms
    }

    assert sum(200 in found for found in codes.values()) > 8, codes


def test_lists_show_an_outsider_nothing(records, client_of, outsider):
    client = client_of(outsider)

    for name, arguments in ALL:
        if not arguments and name.endswith(":list"):
            page = client.get(reverse(name)).content.decode()
            assert not [record.ref for record in records if record.ref in page], name
