"""Rows of a group: each is saved once, whole or not at all."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases import services as cases
from people.models import Identifier, Person
from tests.factories import a_case
from victims import services
from victims.models import IntakeRow, Victim

NAMES = [{"kind": "legal", "text": "Tan Mei Ling"}]
PASSPORT = [{"kind": "passport", "value": "A1234567", "role": "holder"}]
FACTS = {"names": NAMES, "identifiers": PASSPORT, "digest": "one"}


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
