"""What was reported beside what is logged, and what the case's timeline tells of journeys."""

from datetime import date

from cases import services as cases
from cases.models import ReportedCount, RescueOperation, Source
from core.dates import PartialDate
from tests.factories import a_recruiter, a_victim
from victims import services
from victims.reconcile import Head, reconcile

RAID = RescueOperation(happened_on=date(2023, 10, 7))
MINISTRY, POLICE = Source(title="The ministry"), Source(title="The police")


def count(measure, number, key="", source=MINISTRY):
    return ReportedCount(operation=RAID, source=source, measure=measure, key=key, number=number)


def test_the_raid_of_which_one_is_missing():
    counts = [
        count("total", 44), count("nationality", 43, "MY"), count("nationality", 1, "TW"),
        count("sex", 26, "female", POLICE), count("sex", 17, "male", POLICE),
        count("arrested", 8),
    ]  # fmt: skip
    logged = [Head("female", ["MY"])] * 26 + [Head("male", ["MY"])] * 17

    rows = reconcile(RAID, counts, logged)

    assert [row.words for row in rows] == [
        "44 people reported, 43 logged: 1 missing",
        "26 of 26 women",
        "17 of 17 men",
        "43 of 43 Malaysia",
        "1 Taiwan reported, 0 logged: 1 missing",
        "8 arrested reported",
    ]
    assert [row.label for row in rows if row.differs] == ["people", "Taiwan"]


def test_two_sources_that_differ_are_both_shown():
    rows = reconcile(RAID, [count("total", 44), count("total", 43, source=POLICE)], [])

    assert rows[0].reported == (("The ministry", 44), ("The police", 43))
    assert rows[0].sources_differ
    assert rows[0].words == "43 or 44 people reported, 0 logged: 44 missing"


def test_what_nobody_reported_is_not_compared():
    assert reconcile(RAID, [], [Head("female", ["MY"])]) == []


def test_a_country_that_nobody_reported_stands_out():
    rows = reconcile(RAID, [count("nationality", 1, "MY")], [Head("male", ["PH"])])

    assert "none Philippines reported, 1 logged: 1 more than reported" in [
        row.words for row in rows
    ]


def test_minors_are_counted_by_their_age_on_the_day():
    logged = [Head("male", [], PartialDate(2006, 1, 1)), Head("male", [], PartialDate(1998))]

    assert reconcile(RAID, [count("minors", 1)], logged)[0].words == "1 of 1 minors"


def told(source, number):
    return {"source": source, "measure": "total", "number": number}


def test_the_page_of_the_case_shows_it_to_who_may_read_victims(
    client_of, investigator, analyst, case
):
    cases.log_operation(case, happened_on=date(2023, 10, 7), counts=[told("A newspaper", 2)])
    a_victim(case)
    a_recruiter(case)  # Nobody rescued recruiters.

    page = client_of(investigator).get(case.get_absolute_url())

    words = [tally.words for tally in page.context["tallies"]]
    assert words == ["2 people reported, 1 logged: 1 missing"]
    assert "Does not add up" in page.content.decode()
    assert client_of(analyst).get(case.get_absolute_url()).context["tallies"] == []


def test_of_two_operations_each_counts_those_who_are_linked_to_it(client_of, investigator, case):
    first, second = a_victim(case, "One"), a_victim(case, "Two")
    a_victim(case, "Linked to none")
    for day, victim in ((7, first), (9, second)):
        cases.log_operation(
            case, happened_on=date(2023, 10, day), counts=[told("A newspaper", 1)],
            freed=[victim.person],
        )  # fmt: skip

    page = client_of(investigator).get(case.get_absolute_url())

    assert [tally.words for tally in page.context["tallies"]] == ["1 of 1 people"] * 2


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
