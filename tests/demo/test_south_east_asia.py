"""What people of the field ask of the second report, asked of the pages that they would use.

Questions that wait for parts not there yet: rates of confirmation by agency, site and screener, and
how contacts shifted from platform to platform (statistics); depth and downline of a recruiter (the
network explorer).
"""

from collections import Counter

import pytest

from cases.models import Case, Statute
from config.demo import links
from recruiters.models import Tie
from tests.demo.conftest import cards, rows, sayings, user
from victims.models import Victim


def test_how_many_were_confirmed_of_how_many(ask):
    said = sayings(ask(f"/cases/{links.MYAWADDY}/sources/"))
    confirmed = rows(ask("/screenings/?conclusion=confirmed&superseded=no"))
    actual = ask("/victims/?status=ActualVictimOfTrafficking").context["table"].paginator.count

    assert said["How many were rescued"].claims[0].number == 504
    assert said["How many were found to be victims"].claims[0].number == 50
    assert {screening.victim.person.case.ref for screening in confirmed} == {links.LA_MOLINA}
    assert 0 < actual < Victim.objects.count() / 2


def test_who_stayed_of_their_own_will_and_who_could_not_leave(ask):
    """Two scenarios; the conclusion says which, and why, person by person."""
    screening = next(
        row
        for row in rows(ask("/screenings/?per_page=100"))
        if row.victim.person.name == "Lim Chee Keong"
    )
    page = ask(screening.get_absolute_url())

    assert screening.conclusion == "not_victim"
    assert screening.found_crime_victim
    assert "could leave" in page.text


def test_how_many_who_are_no_victims_of_trafficking_were_abused(ask):
    found = rows(ask("/victims/?status=NotAVictimOfTrafficking&is_injured=true"))

    assert found
    assert all(victim.is_injured for victim in found)
    assert rows(ask("/exploitation/?punishments=beating"))


def test_which_former_victims_now_recruit(ask):
    found = rows(ask("/people/?q=hafiz roslan"))

    assert {(p.case.ref, hasattr(p, "victim"), hasattr(p, "recruiter")) for p in found} == {
        (links.KLIA2, True, False), (links.TAK, False, True),
    }  # fmt: skip
    assert Victim.objects.filter(person__recruiter__isnull=False).exists()


def test_who_refuses_to_cooperate(ask):
    found = rows(ask("/statements/?cooperation=refused"))

    assert len(found) == 4
    assert {victim.person.case.ref for victim in found} == {links.MYAWADDY}


def test_what_debt_is_typically_claimed(ask):
    page = cards(ask("/recruitment/?currency=eur"))

    assert page["Typical debt claimed (24 told)"] == "USD 5,000"


def test_what_were_the_young_promised(ask):
    page = ask("/recruitment/?born_min=1985&born_max=2005&currency=USD")

    assert any(label.startswith("Typical salary promised") for label in cards(page))


def test_which_numbers_recur_across_cases(ask):
    assert rows(ask("/recruitment/?contact=016-555 0188"))
    found = rows(ask("/people/?q=016-555 0188"))

    assert {links.LA_MOLINA, links.MYAWADDY} <= {person.case.ref for person in found}


def test_who_was_diverted(ask):
    found = rows(ask("/journeys/?diverted=true&is_planned=true&per_page=100"))
    by_case = Counter(leg.victim.person.case.ref for leg in found)

    assert by_case[links.KLIA2] == 24
    assert by_case[links.MYAWADDY] == 25
    assert links.LA_MOLINA not in by_case


def test_which_sites_by_kind_and_country(ask):
    assert [place.case.ref for place in rows(ask("/places/?kind=casino&country=KH"))] == [
        links.KLIA2
    ]
    assert rows(ask("/exploitation/?site_kind=hotel&site_country=KH"))
    assert rows(ask("/places/?kind=compound&country=MM"))
    assert rows(ask("/places/?kind=entertainment&country=MM"))


def test_agent_a_recruits_agent_b(ask):
    """The tree as the unit that follows the agents sees it."""
    ties = Tie.objects.visible_to(user("other")).filter(kind="recruited_as_agent")
    chain = dict(ties.filter(subject__case__ref=links.AGENTS).values_list("subject", "object"))

    assert len(chain) == 3
    assert len(set(chain) & set(chain.values())) == 2  # Who was recruited recruits the next.


def test_how_did_the_call_centres_work(ask):
    period = rows(ask(f"/exploitation/?case={links.KLIA2}"))[0]

    assert "posed as a bank or the police" in period.tasks
    assert "Journey, bed and meals" in period.debt_ledger
    assert period.quota


ARRIVED = [
    ("2022-04-19", "KH", 4),
    ("2022-09-09", "KH", 24),
    ("2025-03-12", "MM", 25),
]


@pytest.mark.parametrize(("day", "country", "number"), ARRIVED)
def test_who_arrived_by_which_route_in_which_month(ask, day, country, number):
    found = rows(
        ask(
            f"/repatriation/?from_country={country}&planned_after={day}&planned_before={day}"
            "&status=handed_over&per_page=100"
        )
    )

    assert len(found) == number


def test_who_waited_in_tak_on_17_february_2025(ask):
    case = Case.objects.get(ref=links.TAK)

    assert "17 February 2025" in case.summary
    assert len(rows(ask(f"/victims/?case={links.TAK}"))) == 9


def test_which_charges_were_used_for_which_cases(ask):
    fraud = Statute.objects.get(section="s 420")
    found = rows(ask(f"/legal/?statute={fraud.ref}"))

    assert [action.case.ref for action in found] == [links.KLIA2]
    assert "no law on scams" in fraud.gap
    gaps = rows(ask("/legal/statutes/?has_gap=true"))
    assert any("forced criminality" in statute.gap for statute in gaps)


def test_was_anybody_convicted_and_where_do_cases_stall(ask):
    page = ask("/legal/")

    assert cards(page)["Convictions"] == 0
    assert cards(page)["Report: median of 4"]
    assert not rows(ask("/legal/?outcome=convicted"))
    assert [action.case.ref for action in rows(ask("/legal/?stage=trial"))] == [links.KLIA2]


def test_which_requests_are_outstanding_by_country(ask):
    found = rows(ask("/legal/requests/?status=sent"))
    kinds = {(request.kind, str(request.to_country)) for request in found}

    assert {("extradition", "KH"), ("mla", "PE"), ("aseanapol", "MM"), ("interpol", "")} == kinds


def test_what_are_people_forced_to_commit(ask):
    distribution = cards(ask("/exploitation/"))

    assert distribution["Online or telephone fraud"] > distribution["Account mule"] > 0
    assert distribution["Drug mule"] > 0
