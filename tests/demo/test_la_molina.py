"""What people of the field ask of the first report, asked of the pages that they would use.

Every answer is one that the report gives. Questions that wait for parts not there yet: the trend of
destinations by quarter (statistics); which victims hold an emergency document (travel documents).
"""

from collections import Counter

from config.demo import links
from people.models import Person
from repatriation.workflow import StepKind
from tests.demo.conftest import cards, rows, sayings

CASE = f"/cases/{links.LA_MOLINA}/"


def test_which_raids_happened_in_lima_in_october_2023(ask):
    found = rows(ask("/operations/?q=lima&happened_after=2023-10-01&happened_before=2023-10-31"))

    assert [(row.case.ref, str(row.happened_on)) for row in found] == [
        (links.LA_MOLINA, "2023-10-07")
    ]


def test_who_is_the_forty_fourth_and_do_the_linked_records_add_up(ask):
    words = [tally.words for tally in ask(CASE).context["tallies"]]

    assert "44 people reported, 43 logged: 1 missing" in words
    assert "26 of 26 women" in words
    assert "17 of 17 men" in words
    assert "1 Taiwan reported, 0 logged: 1 missing" in words
    notes = " ".join(note.text for note in ask(CASE).context["notes"])
    assert "Ask the Peruvian police who looks after her" in notes


def test_who_said_when_they_entered_and_do_the_sources_conflict(ask):
    said = sayings(ask(f"{CASE}sources/"))
    entry = said["Day of the entry"]

    assert [claim.value for claim in entry.claims] == ["29 September", "In September"]
    assert [claim.is_preferred for claim in entry.claims] == [True, False]
    assert not entry.disagree  # Both may be true.
    assert said["How many were rescued"].disagree
    assert {"Ministry of Foreign Affairs Malaysia", "Tan Sri Razarudin Husain"} <= {
        claim.source.said_by for saying in said.values() for claim in saying.claims
    }


def test_who_else_entered_on_that_date(ask):
    found = rows(ask("/journeys/?on=2023-09-29&to_country=PE"))

    assert len({leg.victim_id for leg in found}) == 43


def test_which_cases_went_by_way_of_amsterdam(ask):
    found = rows(ask("/journeys/?country=NL&q=amsterdam"))

    assert {leg.victim.person.case.ref for leg in found} == {links.LA_MOLINA}
    assert len({leg.victim_id for leg in found}) == 43
    ways = ask(f"{CASE}journeys/").context["ways"]
    assert [way.people for way in ways if "Amsterdam" in way.end[0]] == [43]


def test_how_many_left_regularly_and_how_many_irregularly(ask):
    page = ask(f"/journeys/?case={links.LA_MOLINA}&from_country=MY")

    assert cards(page)["Regular entry"] == 43
    assert cards(page)["Irregular entry"] == 0
    assert cards(ask("/journeys/?to_country=MM"))["Irregular entry"] > 0


def test_which_offers_were_for_casino_work_in_lima(ask):
    found = rows(ask("/recruitment/?q=casino lima&channel=ThroughAnOnlineAdvertisement"))

    assert found
    assert {account.victim.person.case.ref for account in found} == {links.LA_MOLINA}


def test_from_whom_were_the_passports_taken_and_who_waits_for_a_document_in_their_place(ask):
    taken = rows(ask(f"/victims/?case={links.LA_MOLINA}&controls=WithholdsDocuments&per_page=100"))
    found_again = rows(ask(f"/evidence/?case={links.LA_MOLINA}&category=passport"))
    waiting = rows(ask(f"/repatriation/?next_step={StepKind.DOCUMENT_ISSUED.value}", "officer"))

    assert len(taken) == 43
    assert {item.belongs_to for item in found_again} <= {victim.person for victim in taken}
    assert len(found_again) == 3
    assert waiting


def test_who_could_not_move_or_reach_their_families(ask):
    found = rows(ask(f"/victims/?case={links.LA_MOLINA}&controls=RestrictsMovement&per_page=100"))

    assert len(found) == 43


def test_what_evidence_of_means_is_there_for_one_of_them(ask):
    woman = Person.objects.get(case__ref=links.LA_MOLINA, name="Tan Mei Lean").victim
    screenings = ask(f"/victims/{woman.ref}/screenings/").context["screenings"]
    page = ask(screenings[len(screenings) - 1].get_absolute_url())
    answered = {
        row["indicator"].code: row["value"] for _, rows in page.context["groups"] for row in rows
    }

    assert answered["means.deception"] == "yes"
    assert answered["means.abduction"] == "no"


def test_who_triggered_the_raid_and_are_they_protected(ask):
    assert rows(ask("/operations/?trigger=escape"))
    operation = ask(CASE).context["operations"][0]
    fled = {row.person for row in operation.freed.all() if row.part == "alerted"}
    protected = rows(ask(f"/protection-orders/?case={links.LA_MOLINA}&state=live"))

    assert len(fled) == 2
    assert {order.victim.person for order in protected} == fled


def test_which_other_cases_have_the_same_scheme(ask):
    assert [case.ref for case in rows(ask("/cases/?scams=macau"))] == [links.LA_MOLINA]
    assert len(rows(ask(f"/exploitation/?scams=macau&case={links.LA_MOLINA}"))) == 43


def test_which_cases_are_tied_to_red_dragon_and_how_surely(ask):
    (dragon,) = rows(ask("/syndicates/?q=red dragon"))

    assert dragon.case.ref == links.LA_MOLINA
    assert "Alleged" in dragon.attribution


def test_which_cases_share_a_number_or_an_account_with_it(ask):
    """The advertisement's number is met again among those who came from Myawaddy."""
    holders = rows(ask("/people/?q=016-555 0188&per_page=100"))

    assert {person.case.ref for person in holders} == {links.LA_MOLINA, links.MYAWADDY}


def test_what_was_seized_where_is_it_and_who_has_the_phones(ask):
    items = {item.category: item for item in rows(ask(f"/evidence/?case={links.LA_MOLINA}"))}

    assert [str(amount) for amount in items["cash"].amounts.all()] == ["GBP 8,200", "SGD 13,723"]
    assert "bank_card" in items
    assert items["phone"].held_by == "Digital laboratory (demo)"
    custody = ask(f"/evidence/{items['phone'].ref}/").context["custody"]
    assert "Reading what is on them" in [event.purpose for event in custody]
    (claim,) = sayings(ask(f"{CASE}sources/"))["What was seized"].claims
    assert (claim.amount, claim.currency) == (8200, "GBP")


def test_when_was_each_of_them_last_visited(ask):
    returns = rows(ask("/repatriation/?per_page=100", "officer"))
    page = ask(returns[0].get_absolute_url(), "officer")
    visit = page.context["record"].steps.get(kind=StepKind.CONSULAR_VISIT)

    assert len(returns) == 43
    assert visit.done_on
    (claim,) = sayings(ask(f"{CASE}sources/"))["Condition of the people"].claims
    assert "in good condition" in claim.value


def test_who_waits_on_which_step_and_who_is_overdue(ask):
    assert len(rows(ask("/repatriation/?next_step=document_issued", "officer"))) > 0
    assert rows(ask("/repatriation/?overdue=true", "officer"))


def test_which_returnees_were_not_yet_interviewed(ask):
    found = rows(ask(f"/statements/?case={links.LA_MOLINA}&given=no_formal"))
    silent = rows(ask(f"/statements/?case={links.LA_MOLINA}&given=none"))

    assert len(found) == 43  # They are not home yet.
    assert len(silent) == 41


def test_which_recruiters_are_named_in_two_or_more_accounts(ask):
    found = rows(ask("/recruitment/?named_again=true&per_page=100"))
    names = Counter(str(account.recruiter) for account in found)

    assert {"Ah Keong", "Desmond Phua", "Jackson Lim"} <= set(names)
    assert min(names.values()) >= 2


def test_which_countries_are_new(ask):
    """Peru, by the quarter in which its first case was opened."""
    found = rows(ask("/cases/?country=PE"))

    assert [case.ref for case in found] == [links.LA_MOLINA]
    assert not rows(ask("/cases/?country=PE&opened_before=2023-09-30"))
    (claim,) = sayings(ask(f"{CASE}sources/"))["Whether there were such cases before"].claims
    assert "First such case in Peru" in claim.value


def test_how_far_did_the_arrests_come(ask):
    found = rows(ask(f"/legal/?case={links.LA_MOLINA}&jurisdiction=PE"))

    assert [(action.stage, action.outcome) for action in found] == [("arrest", "pending")]
    assert "8 arrested reported" in [tally.words for tally in ask(CASE).context["tallies"]]


def test_how_were_they_held(ask):
    period = rows(ask(f"/exploitation/?case={links.LA_MOLINA}"))[0]

    assert period.meals == 1
    assert "at night" in period.tasks
    assert period.targets == ["MY", "TW"]
