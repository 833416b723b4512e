"""Logging a group: rows that are saved once, hints that tell no more than they may."""

from __future__ import annotations

from datetime import date
from itertools import count
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import services as cases
from cases.models import Case, Sensitivity
from linking import hints
from linking import services as linking
from linking.facts import facts_told
from linking.models import LinkKey, Match
from people import services as people
from people.models import Identifier, Person
from tests.factories import a_case, assigned
from victims import services
from victims.models import IntakeRow, Victim

MEI = {"name": "Tan Mei Ling", "sex": "F", "citizenship": "MY", "phone": "+60 11-5550 0199"}
ZONE = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
).replace("UTO", "PER")
NAMES = [{"kind": "legal", "text": "Tan Mei Ling"}]
PASSPORT = [{"kind": "passport", "value": "A1234567", "role": "holder"}]
FACTS = {"names": NAMES, "identifiers": PASSPORT, "digest": "one"}


@pytest.fixture
def client(client_of, investigator):
    return client_of(investigator)


@pytest.fixture
def url(case):
    return reverse("intake", args=[case.ref])


@pytest.fixture
def send(client, url, investigator):
    """`send({…}, {…})`: the answer to rows as the script sends them."""

    def send(*rows, user=None, **group):
        body = {
            "user": str((user or investigator).pk),
            "group": group,
            "rows": [{"client_id": uuid4().hex} | row for row in rows],
        }
        return client.post(url, body, content_type="application/json")

    return send


@pytest.fixture
def ask(client, case):
    """`ask(name=…)`: what the page asks while a row is typed."""

    def ask(client=client, case=case, **cells):
        address = reverse("check_row", args=[case.ref])
        return client.post(address, {"cells": cells}, content_type="application/json")

    return ask


# The service --------------------------------------------------------------------------------------


def test_a_row_writes_the_person_and_what_holds_for_the_group(case):
    site = cases.record_place(case, kind="house", name="House", country="PE")
    operation = cases.log_operation(case, happened_on=date(2023, 10, 7), place=site)
    leg = {"from_place": "KL", "from_country": "MY", "to_place": "Lima", "to_country": "PE"}

    row = services.log_row(
        case,
        uuid4(),
        **FACTS,
        operation=operation,
        accounts=[{"promised_job": "Call centre"}],
        legs=[leg | {"flight": "KL 743"}],
        periods=[{"site": site}],
    )

    victim = row.victim
    assert victim.accounts.get().promised_job == "Call centre"
    assert victim.legs.get().flight == "KL 743"
    assert victim.periods.get().site == site
    assert victim.person.freed_in.operation == operation


def test_an_operation_that_gained_somebody_is_stale_to_whoever_edits_it(case):
    operation = cases.log_operation(case, happened_on=date(2023, 10, 7))
    services.log_row(case, uuid4(), **FACTS, operation=operation)

    operation.refresh_from_db()
    assert operation.version == 2


def test_a_row_sent_twice_is_saved_once(case):
    number = uuid4()
    first = services.log_row(case, number, **FACTS)
    again = services.log_row(case, number, **FACTS | {"digest": "other", "sex": "male"})

    assert again.victim == first.victim
    assert again.digest == "one"
    assert Victim.objects.get().person.sex == "unknown"


def test_one_number_in_two_cases_is_two_rows(case):
    number = uuid4()
    services.log_row(case, number, **FACTS)
    services.log_row(a_case(), number, **FACTS)

    assert Victim.objects.count() == 2


def test_a_row_that_fails_leaves_nothing_and_may_be_sent_again(case):
    number, other = uuid4(), a_case()
    elsewhere = cases.log_operation(other, happened_on=date(2023, 10, 7))
    with pytest.raises(ValidationError):
        services.log_row(case, number, **FACTS, operation=elsewhere)
    assert not Person.objects.exists()
    assert not IntakeRow.objects.exists()

    assert services.log_row(case, number, **FACTS).victim


def at_once(*acts):
    """Run them in threads of their own, begun together."""
    begin = Barrier(len(acts))

    def run(act):
        begin.wait()
        act()
        connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_one_row_that_arrives_twice_at_once_is_saved_once(case):
    number = uuid4()
    at_once(*[lambda: services.log_row(case, number, **FACTS)] * 4)

    assert Victim.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_log_the_same_passport_at_once_both_save(case):
    at_once(*[lambda: services.log_row(case, uuid4(), **FACTS)] * 4)

    assert Victim.objects.count() == 4
    assert Identifier.objects.count() == 1


# The page -----------------------------------------------------------------------------------------


def test_a_row_with_mistakes_does_not_keep_the_others_back(send, case):
    bad = {"name": "Aminah", "born": "31/02/1999", "phone": "call me"}
    answer = send(MEI, bad, {"name": "Siti"}).json()

    saved, failed, other = answer["rows"]
    victim = Victim.objects.get(ref=saved["ref"])
    assert (victim.person.name, victim.person.case) == ("Tan Mei Ling", case)
    assert saved["url"] == victim.get_absolute_url()
    assert "There is no such date" in failed["errors"]["born"][0]
    assert "is not a telephone number" in failed["errors"]["phone"][0]
    assert other["ref"]
    assert Victim.objects.count() == 2
    assert "<strong>2</strong> logged" in answer["counts"]


def test_rows_sent_again_are_answered_as_before(send):
    row = {"client_id": uuid4().hex} | MEI

    first, again = send(row).json(), send(row).json()

    assert again["rows"] == first["rows"]
    assert Victim.objects.count() == 1


def test_a_row_changed_after_its_answer_was_lost_says_so(send):
    row = {"client_id": uuid4().hex} | MEI
    send(row)

    (said,) = send(row | {"sex": "M"}).json()["rows"]

    assert said["ref"] == Victim.objects.get().ref
    assert "saved before, with other values" in said["errors"]["__all__"][0]


def test_what_holds_for_the_group_is_written_with_each_row(send, case):
    site = cases.record_place(case, kind="house", name="House", country="PE")
    operation = cases.log_operation(case, happened_on=date(2023, 10, 7))
    flight = {"flight": "KL 743", "arrived_on": "2023-09-29", "from_place": "KL",
              "from_country": "MY", "to_place": "Lima", "to_country": "PE"}  # fmt: skip

    send(MEI, {"name": "Siti"}, site=site.ref, operation=operation.ref, promised_job="Sales",
         **flight)  # fmt: skip

    for victim in Victim.objects.all():
        assert victim.legs.get().mode == "air"
        assert victim.accounts.get().promised_job == "Sales"
        assert victim.periods.get().site == site
        assert victim.person.freed_in.operation == operation


def test_a_flight_without_its_ends_saves_nothing_and_says_what_is_missing(send):
    answer = send(MEI, flight="KL 743")

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"from_place", "from_country", "to_place", "to_country"}
    assert not Victim.objects.exists()


def test_a_place_of_another_case_cannot_be_chosen(send, investigator):
    elsewhere = cases.record_place(
        a_case(by=investigator), kind="house", name="House", country="PE"
    )

    assert "site" in send(MEI, site=elsewhere.ref).json()["errors"]


def test_rows_of_one_user_are_not_saved_for_another(send, supervisor):
    answer = send(MEI, user=supervisor)

    assert answer.status_code == 409
    assert not Victim.objects.exists()


def test_an_old_token_or_session_is_refused_in_a_way_that_the_script_can_tell(
    url, investigator, db
):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(investigator)
    body = {"user": str(investigator.pk), "group": {}, "rows": [MEI]}

    assert strict.post(url, body, content_type="application/json").status_code == 403
    signed_out = Client().post(url, body, content_type="application/json")
    assert signed_out.status_code == 302
    assert not Victim.objects.exists()


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"user": "", "group": {}}', b'{"user": "\\ud800"}']
)
def test_what_the_script_never_sends_is_a_bad_request(client, url, body):
    answer = client.post(url, body, content_type="application/json")

    assert answer.status_code == 400


def test_without_its_script_the_page_is_a_form_of_the_same_rows(client, url):
    numbers = {f"rows-{n}-client_id": uuid4().hex for n in range(3)}
    rows = {"rows-0-name": "Tan Mei Ling", "rows-2-name": "Aminah", "rows-2-born": "yesterday"}

    page = client.post(url, numbers | rows)

    assert page.status_code == 422
    body = page.content.decode()
    assert Victim.objects.get().get_absolute_url() in body
    assert "is not a date" in body
    assert 'value="Aminah"' in body
    assert 'value="Tan Mei Ling"' not in body
    client.post(url, numbers | rows)
    assert Victim.objects.count() == 1


def test_without_its_script_a_mistake_in_what_holds_for_all_keeps_every_row(client, url):
    row = {"rows-0-client_id": uuid4().hex, "rows-0-name": "Aminah", "flight": "KL 743"}

    page = client.post(url, row)

    assert page.status_code == 422
    assert 'value="Aminah"' in page.content.decode()
    assert not Victim.objects.exists()


def test_a_row_costs_the_same_number_of_queries_however_many_there_are(send):
    send(MEI)  # What is looked up once in a process is known.
    number = count(10)

    def cost(rows):
        new = [{"name": "Siti", "phone": f"+60115550{next(number)}00"} for _ in range(rows)]
        with CaptureQueriesContext(connection) as queries:
            send(*new)
        return len(queries)

    one, two, five = cost(1), cost(2), cost(5)
    assert five - one == 4 * (two - one)


# Access -------------------------------------------------------------------------------------------


def test_a_case_that_one_may_only_read_takes_no_rows(client_of, case, outsider, url):
    assigned(case, user=outsider, level="read")
    client = client_of(outsider)

    assert client.get(url).status_code == 403
    assert client.post(url).status_code == 403


def test_an_unseen_case_is_not_there(client_of, case, outsider, url, ask):
    client = client_of(outsider)

    assert client.get(url).status_code == 404
    assert ask(client=client, name="Tan").status_code == 404


def test_the_pages_of_the_case_lead_to_it(client, case, url):
    assert url in client.get(case.get_absolute_url()).content.decode()
    assert url in client.get(reverse("case_people", args=[case.ref])).content.decode()


# While it is typed --------------------------------------------------------------------------------


def test_a_zone_fills_the_row(ask):
    answer = ask(name=ZONE).json()

    filled = {column: cell for column, cell in answer["cells"].items() if cell}
    assert filled == {
        "name": "Eriksson, Anna Maria",
        "sex": "F",
        "born": "1974-08-12",
        "citizenship": "PER",
        "passport": "L898902C3",
        "passport_country": "PER",
    }
    assert answer["said"] == []


def test_a_digit_of_a_zone_that_does_not_fit_is_said(ask):
    answer = ask(name=ZONE.replace("L898902C36", "L898902C37")).json()

    assert answer["said"][0].startswith("The check digit of the document number does not fit")
    assert answer["cells"]["passport"] == "L898902C3"


def test_a_zone_with_a_mistake_is_shown_filled_in_before_it_is_saved(send):
    (said,) = send({"name": ZONE.replace("L898902C36", "L898902C37")}).json()["rows"]
    assert "check digit" in said["errors"]["name"][0]
    assert not Victim.objects.exists()

    assert send(said["cells"]).json()["rows"][0]["ref"]


@pytest.fixture
def hidden(case):
    """A record in a case of another agency, not open to the investigator."""
    closed = a_case(title="Hall behind the market", sensitivity=Sensitivity.RESTRICTED)
    return people.record_person(closed, names=NAMES, identifiers=PASSPORT)


def test_a_record_that_one_may_open_is_named_with_its_reasons(ask, case):
    known = people.record_person(case, names=NAMES, identifiers=PASSPORT)

    answer = ask(name="Tan Mei Ling", passport="A1234567").json()["hints"]

    assert known.get_absolute_url() in answer
    assert case.ref in answer
    assert "Strong" in answer
    assert "passport" in answer.lower()


def test_of_a_record_that_one_may_not_open_only_the_agency_is_told(ask, hidden):
    answer = ask(name="Tan Mei Ling", passport="A1234567").json()["hints"]

    assert f"A match exists in a case of {hidden.case.lead_agency}" in answer
    for secret in (hidden.ref, hidden.case.ref, hidden.case.title, "A1234567"):
        assert secret not in answer


def test_a_sealed_case_is_not_told_of(ask, hidden):
    Case.objects.filter(pk=hidden.case_id).update(sensitivity=Sensitivity.SEALED)

    assert ask(name="Tan Mei Ling", passport="A1234567").json()["hints"].strip() == ""


def test_a_hint_tells_what_the_saved_record_would(ask, hidden, case, investigator):
    told = facts_told(names=NAMES, identifiers=PASSPORT)
    _, before = hints.about_facts(told, investigator)
    person = people.record_person(case, names=NAMES, identifiers=PASSPORT)
    linking.link(person.pk)

    assert before == hints.about_person(person, investigator) != []


def test_a_common_value_hints_at_nobody(ask, hidden):
    Identifier.objects.update(is_common=True)

    assert ask(name="Ong Kai Xin", passport="A1234567").json()["hints"].strip() == ""


def test_nothing_is_saved_by_a_hint(ask, hidden):
    people_before, keys = Person.objects.count(), LinkKey.objects.count()

    ask(**MEI, passport="A1234567")

    assert (Person.objects.count(), LinkKey.objects.count()) == (people_before, keys)
    assert not Match.objects.exists()


def test_a_row_half_typed_is_asked_about_as_far_as_it_is_understood(ask, hidden):
    answer = ask(name="Tan Mei Ling", passport="A1234567", born="19", phone="+60").json()

    assert "A match exists" in answer["hints"]
