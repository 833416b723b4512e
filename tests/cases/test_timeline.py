"""The timeline of a case, narrowed down by kind and by person."""

from datetime import UTC, date, datetime

import pytest

from cases import services
from tests.factories import a_case, a_person, a_victim
from victims.services import take_statement


@pytest.fixture
def entries_of(client_of, investigator, case):
    def read(**query):
        page = client_of(investigator).get(f"/cases/{case.ref}/timeline/", query)
        return [entry.title for entry in page.context["entries"]]

    return read


@pytest.fixture
def victim(case):
    return a_victim(case)


def test_a_kind_and_a_person_narrow_it_down(entries_of, case, victim, investigator):
    services.log_operation(case, happened_on=date(2023, 10, 7))
    take_statement(victim, taken_on=date(2023, 10, 8))
    take_statement(a_victim(case, "Tan Mei Ling"), taken_on=date(2023, 10, 9), kind="formal")

    assert entries_of(kind="statements") == ["Formal police statement", "First account"]
    assert entries_of(person=victim.person.ref) == ["First account"]
    assert entries_of(kind="operations") == ["Raid"]
    assert len(entries_of()) == 4  # With the people logged.


def test_a_day_is_that_of_the_clock_on_the_wall(client_of, case, investigator):
    late = datetime(2023, 10, 8, 22, tzinfo=UTC)  # In Kuala Lumpur it is the morning after.
    note = services.add_note(case, text="Called twice", by=investigator)
    flag = services.raise_flag(case, kind="media", reason="Front page", by=investigator)
    for record in (note, flag):
        type(record).objects.filter(pk=record.pk).update(created_at=late)

    page = client_of(investigator).get(f"/cases/{case.ref}/timeline/")

    (entry,) = [entry for entry in page.context["entries"] if entry.kind == "notes"]
    assert entry.at_text == "9 Oct 2023"
    assert "9 Oct 2023" in page.context["warnings"][0].text


def test_a_person_of_another_case_is_refused_and_nothing_is_hidden(entries_of, case, victim):
    stranger = a_person(a_case(), "Hidden Person")
    take_statement(victim, taken_on=date(2023, 10, 8))

    assert "First account" in entries_of(person=stranger.ref)
