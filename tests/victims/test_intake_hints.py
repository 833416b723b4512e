"""What is told of a row while it is typed: what fills it, and who it may be."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.models import Case, Sensitivity
from linking import hints
from linking import services as linking
from linking.candidates import MOST_OF_MANY
from linking.facts import facts_told
from linking.models import LinkKey, Match
from people import services as people
from people.models import Identifier, Person
from tests.factories import a_case

ZONE = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
).replace("UTO", "PER")
NAMES = [{"kind": "legal", "text": "Tan Mei Ling"}]
PASSPORT = [{"kind": "passport", "value": "A1234567", "role": "holder"}]


@pytest.fixture
def ask(client, case):
    """`ask(name=…)`: what the page asks while a row is typed."""

    def ask(**cells):
        address = reverse("check_row", args=[case.ref])
        return client.post(address, {"cells": cells}, content_type="application/json")

    return ask


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


def test_who_may_see_nobody_is_told_of_nobody(hidden, administrator):
    told = facts_told(names=NAMES, identifiers=PASSPORT)

    assert hints.about_facts(told, administrator) == ([], [])


def test_a_common_value_hints_at_nobody(ask, hidden):
    Identifier.objects.update(is_common=True)

    assert ask(name="Ong Kai Xin", passport="A1234567").json()["hints"].strip() == ""


def test_nothing_is_saved_by_a_hint(ask, hidden):
    people_before, keys = Person.objects.count(), LinkKey.objects.count()

    ask(name="Tan Mei Ling", sex="F", citizenship="MY", passport="A1234567")

    assert (Person.objects.count(), LinkKey.objects.count()) == (people_before, keys)
    assert not Match.objects.exists()


def test_a_row_half_typed_is_asked_about_as_far_as_it_is_understood(ask, hidden):
    answer = ask(name="Tan Mei Ling", passport="A1234567", born="19", phone="+60").json()

    assert "A match exists" in answer["hints"]


def test_sealed_records_however_many_keep_no_open_one_from_being_named(ask, hidden, case):
    facts = {"names": NAMES, "born_on": "1999-03-04"}
    Case.objects.filter(pk=hidden.case_id).update(sensitivity=Sensitivity.SEALED)
    for _ in range(MOST_OF_MANY):
        people.record_person(hidden.case, **facts, identifiers=PASSPORT)
    known = people.record_person(case, **facts, identifiers=[])

    answer = ask(name="Tan Mei Ling", born="1999-03-04", passport="A1234567").json()

    assert known.get_absolute_url() in answer["hints"]
