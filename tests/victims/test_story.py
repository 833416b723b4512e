"""What a victim tells in full: offer, contacts, both ways, the time in captivity."""

import pytest

from cases import services as cases
from core.dates import PartialDate
from linking.models import LinkKey
from tests.factories import a_case, a_person, a_victim, assigned
from victims import services
from victims.drawing import draw, flows
from victims.models import Exploitation, JourneyLeg
from victims.views.story import side_by_side

KUL, BKK, MYAWADDY = ("Kuala Lumpur", "MY"), ("Bangkok", "TH"), ("Myawaddy", "MM")


def leg(start, end, **facts):
    return {
        "from_place": start[0], "from_country": start[1], "to_place": end[0],
        "to_country": end[1], **facts,
    }  # fmt: skip


def told_and_taken(victim):
    services.add_leg(victim, **leg(KUL, BKK, is_planned=True))
    services.add_leg(victim, **leg(KUL, BKK, flight="MH 784", departed_on="2024-10-02"))
    services.add_leg(victim, **leg(BKK, MYAWADDY, entry="irregular"))


# Recruitment --------------------------------------------------------------------------------------


def account_form(**changes):
    return {
        "promised_job": "Casino dealer", "salary": "1800", "currency": "usd",
        "salary_period": "month", "debt": "20000", "debt_currency": "MYR",
        "platform": "Telegram", "ticket_paid_by": "recruiter", "relationship": "Unaquainted",
        "contacts-TOTAL_FORMS": 1, "contacts-INITIAL_FORMS": 0,
        "contacts-0-kind": "phone", "contacts-0-value": "016-555 0188",
    } | changes  # fmt: skip


def test_the_number_of_the_offer_is_an_identifier_that_linking_sees(client, victim):
    client.post(f"/victims/{victim.ref}/accounts/new/", account_form())

    use = victim.person.uses.get()
    assert (use.identifier.value, use.role) == ("+60165550188", "contact")
    assert LinkKey.objects.filter(person=victim.person, key="offer:phone:+60165550188").exists()
    page = client.get(f"/victims/{victim.ref}/story/").content.decode()
    assert "USD 1,800 a month" in page
    assert "MYR 20,000" in page
    assert "+60165550188" in page


def test_a_contact_taken_out_of_the_account_goes_and_their_own_number_stays(client, victim):
    client.post(f"/victims/{victim.ref}/accounts/new/", account_form())
    own = {"kind": "phone", "value": "+60123456789", "role": "user"}
    services.edit_account(victim.accounts.get(), version=None, contacts=[])
    services.take_account(victim, contacts=None)

    assert not victim.person.uses.exists()
    services.edit(victim, version=None, identifiers=[own])
    services.edit_account(victim.accounts.first(), version=None, contacts=[])
    assert victim.person.uses.get().identifier.value == "+60123456789"


def test_a_hash_that_is_none_and_a_currency_that_is_none_are_told_at_their_fields(client, victim):
    data = account_form(advert_sha256="abc", currency="dollars")

    response = client.post(f"/victims/{victim.ref}/accounts/new/", data)

    assert response.status_code == 422
    assert {"advert_sha256", "currency"} <= set(response.context["form"].errors)


def test_an_amount_without_its_currency_is_told_at_the_currency(client, victim):
    account = client.post(f"/victims/{victim.ref}/accounts/new/", account_form(debt_currency=""))
    paid = {"pay_received": "50", "hours": "-1"}
    period = client.post(f"/victims/{victim.ref}/periods/new/", paid)

    assert set(account.context["form"].errors) == {"debt_currency"}
    assert set(period.context["form"].errors) == {"pay_received_currency", "hours"}


# Journey ------------------------------------------------------------------------------------------


def test_told_and_taken_stand_side_by_side_and_the_last_country_tells_of_a_diversion(
    client, victim
):
    told_and_taken(victim)

    page = client.get(f"/victims/{victim.ref}/story/")

    pairs = [
        (pair.planned and str(pair.planned), str(pair.actual)) for pair in page.context["ways"]
    ]
    assert pairs == [
        ("Kuala Lumpur → Bangkok", "Kuala Lumpur → Bangkok"),
        (None, "Bangkok → Myawaddy"),
    ]
    assert page.context["diverted"]


def test_a_booking_joins_people_and_a_corrected_one_is_exchanged(victim):
    services.add_leg(victim, **leg(KUL, BKK, pnr="X7Y8Z9"))
    services.edit_leg(victim.legs.get(), version=None, pnr="A1B2C3")

    assert [str(use.identifier) for use in victim.person.uses.all()] == ["Booking (PNR) A1B2C3"]


def test_a_picture_has_a_column_for_each_country_and_counts_those_who_went_together(case):
    for number in range(3):
        told_and_taken(a_victim(case, f"Victim {number}"))
    legs = JourneyLeg.objects.order_by("position", "pk")

    picture = draw(flows(legs))

    assert [country for _, country in picture.heads] == ["Malaysia", "Thailand", "Myanmar"]
    assert sorted((arrow.label, arrow.is_planned) for arrow in picture.arrows) == [
        ("3", False), ("3", False), ("3", True),
    ]  # fmt: skip
    assert len({box.x for box in picture.boxes}) == 3


def test_a_way_back_and_a_way_past_a_country_run_below_the_boxes(case):
    victim = a_victim(case)
    for start, end in ((KUL, BKK), (BKK, MYAWADDY), (MYAWADDY, KUL)):
        services.add_leg(victim, **leg(start, end))

    picture = draw(flows(victim.legs.all()))

    lowest = max(box.y for box in picture.boxes)
    assert sum(arrow.y > lowest + 46 for arrow in picture.arrows) == 1
    assert picture.height > lowest + 46


def test_nothing_is_drawn_of_nothing():
    assert draw([]) is None
    assert side_by_side([]) == []


def test_the_case_shows_how_many_went_which_way_and_who_was_diverted(client, case, victim):
    told_and_taken(victim)
    services.add_leg(a_victim(case, "Tan Mei Ling"), **leg(KUL, BKK))

    page = client.get(f"/cases/{case.ref}/journeys/")

    assert [(way.end[0], way.people) for way in page.context["ways"] if not way.is_planned] == [
        ("Bangkok", 2), ("Myawaddy", 1),
    ]  # fmt: skip
    assert [name for _, name in page.context["diverted"]] == ["Aminah binti Zain"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=bangkok", 3),
        ("country=MM", 1),
        ("flight=MH 784", 1),
        ("entry=irregular", 1),
        ("diverted=true", 3),
        ("diverted=false", 0),
        ("is_planned=true", 1),
        ("on=2024-10-02", 1),
        ("on=October 2024", 1),
        ("on=2024-11", 0),
    ],
)
def test_journeys_are_filtered(client, victim, query, found):
    told_and_taken(victim)

    assert len(client.get(f"/journeys/?{query}").context["table"].rows) == found


def test_a_date_told_by_month_may_be_any_day_of_it(client, victim):
    services.add_leg(victim, **leg(KUL, BKK, departed_on="2023-09~"))

    assert len(client.get("/journeys/?on=2023-09-29").context["table"].rows) == 1


# Exploitation -------------------------------------------------------------------------------------


def period_form(**changes):
    return {
        "began_on": "2023-09-30", "ended_on": "2023-10-07", "crimes": ["online_fraud"],
        "scams": ["macau"], "targets": "Malaysia, Taiwan", "hours": "14", "meals": "1",
        "quota": "40 calls a night", "punishments": ["food", "fine"], "phone_access": "none",
        "pay_promised": "1800", "pay_promised_currency": "USD", "pay_received": "0",
        "pay_received_currency": "USD",
    } | changes  # fmt: skip


def test_a_period_is_recorded_and_shown(client, case, victim):
    house = cases.record_place(case, kind="house", name="House in La Molina", country="PE")

    response = client.post(f"/victims/{victim.ref}/periods/new/", period_form(site=house.ref))

    period = Exploitation.objects.get()
    assert period.site == house
    assert period.targets == ["MY", "TW"]
    assert period.began_on == PartialDate(2023, 9, 30)
    page = client.get(response.url).content.decode()
    assert "Held at House in La Molina" in page
    assert "40 calls a night" in page
    assert "USD 0" in page


def test_a_site_of_another_case_and_an_end_before_the_beginning_are_refused(client, victim):
    elsewhere = cases.record_place(a_case(), kind="house", name="Hidden", country="PE")
    url = f"/victims/{victim.ref}/periods/new/"

    assert client.post(url, period_form(site=elsewhere.ref)).status_code == 422
    late = client.post(url, period_form(ended_on="2023-08"))
    assert "ended_on" in late.context["form"].errors
    assert not Exploitation.objects.exists()


def test_a_stale_edit_of_a_period_is_a_conflict(client, victim):
    period = services.add_period(victim, quota="40 calls")
    services.edit_period(period, version=1, quota="50 calls")

    response = client.post(
        f"/victims/{victim.ref}/periods/{period.ref}/edit/", {"version": 1, "quota": "60 calls"}
    )

    assert response.status_code == 409


# Lists --------------------------------------------------------------------------------------------


def test_the_list_of_offers_says_the_typical_debt_and_who_is_named_again(client, case, victim):
    recruiter = a_person(case, "Lim Ah Kow")
    for debt in (10_000, 20_000, 90_000):
        services.take_account(victim, recruiter=recruiter, debt=debt, debt_currency="MYR")
    services.take_account(victim, recruiter=a_person(case, "Once Only"))

    page = client.get("/recruitment/?named_again=true")

    assert len(page.context["table"].rows) == 3
    assert [card["value"] for card in page.context["summary"]] == ["MYR 20,000"]


def test_an_account_is_found_by_the_number_of_the_offer(client, victim):
    phone = {"kind": "phone", "value": "+60165550188"}
    services.take_account(victim, contacts=[phone])

    assert len(client.get("/recruitment/?contact=016-555 0188").context["table"].rows) == 1
    assert len(client.get("/recruitment/?contact=016-555 0199").context["table"].rows) == 0


def test_the_list_of_periods_counts_people_by_what_they_were_forced_to(client, case, victim):
    services.add_period(victim, crimes=["drug_mule", "online_fraud"])
    services.add_period(a_victim(case, "Tan Mei Ling"), crimes=["online_fraud"])

    page = client.get("/exploitation/")

    assert [(card["label"], card["value"]) for card in page.context["summary"]] == [
        ("Online or telephone fraud", 2), ("Drug mule", 1),
    ]  # fmt: skip
    assert len(client.get("/exploitation/?crimes=drug_mule").context["table"].rows) == 1


LISTS = ["/journeys/", "/recruitment/", "/exploitation/"]


@pytest.mark.parametrize("url", LISTS)
def test_a_list_shows_nothing_of_other_cases_and_is_closed_to_other_roles(
    client_of, analyst, officer, outsider, victim, url
):
    told_and_taken(victim)
    services.take_account(victim, promised_job="Casino dealer")
    services.add_period(victim, quota="40 calls")

    assert len(client_of(outsider).get(url).context["table"].rows) == 0
    assert client_of(analyst).get(url).status_code == 403
    assert client_of(officer).get(url).status_code == 403


def test_who_is_named_again_is_counted_among_what_the_reader_may_see(client_of, outsider, case):
    """The filter must not tell an outsider of a case how often its recruiter is named."""
    recruiter = a_person(case, "Lim Ah Kow")
    for name in ("One", "Two"):
        services.take_account(a_victim(case, name), recruiter=recruiter)
    other = a_case()
    assigned(other, user=outsider)
    services.take_account(a_victim(other), recruiter=a_person(other, "Once Only"))

    rows = client_of(outsider).get("/recruitment/?named_again=true").context["table"].rows

    assert len(rows) == 0
