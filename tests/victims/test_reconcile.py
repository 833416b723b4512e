"""What was reported beside what is logged, and what the case's timeline tells of journeys."""

from datetime import date

from cases import services as cases
from cases.models import RescueOperation
from core.dates import PartialDate
from tests.factories import a_recruiter, a_victim
from victims import services
from victims.reconcile import Head, Row, reconcile


def test_the_raid_of_which_one_is_missing():
    raid = RescueOperation(
        reported_rescued=44,
        reported_women=26,
        reported_men=17,
        reported_by_country={"MY": 43, "TW": 1},
    )
    logged = [Head("female", ["MY"])] * 26 + [Head("male", ["MY"])] * 17

    rows = reconcile([raid], logged)

    assert rows == [
        Row("people", 44, 43),
        Row("women", 26, 26),
        Row("men", 17, 17),
        Row("MY", 43, 43),
        Row("TW", 1, 0),
    ]
    assert [row.label for row in rows if row.differs] == ["people", "TW"]


def test_what_nobody_reported_is_not_compared():
    assert reconcile([RescueOperation()], [Head("female", ["MY"])]) == []


def test_a_country_that_nobody_reported_stands_out():
    raid = RescueOperation(reported_by_country={"MY": 1})

    assert Row("PH", 0, 1) in reconcile([raid], [Head("male", ["PH"])])


def test_two_operations_of_a_case_are_added_up():
    raids = [RescueOperation(reported_rescued=2), RescueOperation(reported_rescued=3)]

    assert reconcile(raids, []) == [Row("people", 5, 0)]


def test_the_page_of_the_case_shows_it_to_who_may_read_victims(
    client_of, investigator, analyst, case
):
    cases.log_operation(case, happened_on=date(2023, 10, 7), reported_rescued=2)
    a_victim(case)
    a_recruiter(case)  # Nobody rescued recruiters.

    page = client_of(investigator).get(case.get_absolute_url())

    assert page.context["tallies"] == [Row("people", 2, 1)]
    assert "Does not add up" in page.content.decode()
    assert client_of(analyst).get(case.get_absolute_url()).context["tallies"] == []


def test_those_who_travelled_together_are_one_entry_of_the_timeline(client_of, investigator, case):
    flight = {
        "from_place": "Amsterdam", "from_country": "NL", "to_place": "Lima", "to_country": "PE",
        "departed_on": PartialDate(2023, 9, 20), "flight": "KL 743",
    }  # fmt: skip
    for name in ("Aminah binti Zain", "Tan Mei Ling"):
        services.add_leg(a_victim(case, name), **flight)

    page = client_of(investigator).get(f"/cases/{case.ref}/timeline/")

    entries = [entry for entry in page.context["entries"] if "Lima" in entry.title]
    assert [(entry.at, entry.text) for entry in entries] == [("2023-09-20", "2 people, KL 743")]
