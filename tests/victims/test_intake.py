"""The page on which a group is logged."""

from __future__ import annotations

from datetime import date
from itertools import count
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import services as cases
from tests.factories import a_case, assigned
from victims.models import Victim

MEI = {"name": "Tan Mei Ling", "sex": "F", "citizenship": "MY", "phone": "+60 11-5550 0199"}
ZONE = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
).replace("UTO", "PER")


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


def test_an_unseen_case_is_not_there(client_of, case, outsider, url):
    client = client_of(outsider)
    asked = client.post(
        reverse("check_row", args=[case.ref]), {"cells": {}}, content_type="application/json"
    )

    assert client.get(url).status_code == asked.status_code == 404


def test_the_pages_of_the_case_lead_to_it(client, case, url):
    assert url in client.get(case.get_absolute_url()).content.decode()
    assert url in client.get(reverse("case_people", args=[case.ref])).content.decode()


def test_a_zone_with_a_mistake_is_shown_filled_in_before_it_is_saved(send):
    (said,) = send({"name": ZONE.replace("L898902C36", "L898902C37")}).json()["rows"]
    assert "check digit" in said["errors"]["name"][0]
    assert not Victim.objects.exists()

    assert send(said["cells"]).json()["rows"][0]["ref"]
