"""Rarer keys: characters, whole names in pinyin, contacts of offers, flights."""

import pytest

from cases import services as cases
from core.dates import PartialDate
from linking.keys import keys_of
from linking.models import LinkKey
from people import services as people
from people.models import Identifier
from tests.factories import a_case
from victims import services as victims

pytestmark = pytest.mark.django_db


def logged(name="Tan Mei Ling", **use):
    used = [{"kind": "phone", "value": "+60123456789", "role": "holder"} | use] if use else []
    names = [{"kind": "legal", "text": name}]
    return people.record_person(a_case(), names=names, identifiers=used)


def keys(kind, person):
    return {key for key in keys_of(person) if key.startswith(f"{kind}:")}


def test_characters_are_a_key_in_either_set():
    assert keys("han", logged("陳美玲")) == keys("han", logged("陈美玲")) == {"han:陈美玲"}


@pytest.mark.parametrize("name", ["陳美玲", "Chen Meiling", "MEI LING CHEN", "Tan Mei Ling"])
def test_a_chinese_name_has_one_key_in_whatever_order_and_dialect(name):
    assert "pinyin:chen+ling+mei" in keys("pinyin", logged(name))


def test_a_name_that_need_not_be_chinese_has_none():
    assert not keys("pinyin", logged("Hafiz bin Roslan"))


def test_two_who_answered_one_advertisement_meet_by_its_contact():
    one, other = logged("Aminah", role="contact"), logged("Boris", role="contact")

    assert keys("offer", one) == keys("offer", other) == {"offer:phone:+60123456789"}


def test_the_contact_of_an_offer_is_not_the_phone_of_who_has_it():
    assert not keys("offer", logged(role="holder"))


def test_a_common_contact_brings_nobody_together():
    Identifier.objects.create(kind="phone", value="+60123456789", is_common=True)

    assert not keys("offer", logged(role="contact"))


@pytest.fixture
def leg():
    return {
        "from_place": "Kuala Lumpur",
        "from_country": "MY",
        "to_place": "Lima",
        "to_country": "PE",
        "flight": "kl 809",
        "departed_on": PartialDate.parse("2023-09-29"),
    }


@pytest.fixture
def victim():
    return victims.register(a_case(), names=[{"kind": "legal", "text": "Aminah"}], identifiers=[])


def stored(victim):
    return set(LinkKey.objects.filter(person=victim.person).values_list("key", flat=True))


def test_a_flight_that_was_taken_is_a_key_once_the_leg_is_saved(victim, leg):
    victims.add_leg(victim, **leg)

    assert "flight:KL809+2023-09-29" in stored(victim)


@pytest.mark.parametrize(
    "other", [{"is_planned": True}, {"departed_on": PartialDate.parse("2023-09")}, {"flight": ""}]
)
def test_one_that_was_only_promised_or_has_no_day_is_none(victim, leg, other):
    victims.add_leg(victim, **leg | other)

    assert not {key for key in stored(victim) if key.startswith("flight:")}


def test_two_who_were_held_at_one_site_meet_by_its_name(victim):
    other = victims.register(a_case(), names=[{"kind": "legal", "text": "Boris"}], identifiers=[])
    for held, name in ((victim, "KK Park, gate 3"), (other, "KK Park")):
        place = cases.record_place(held.person.case, kind="compound", name=name, country="MM")
        victims.add_period(held, site=place)

    assert "site:kk park|MM" in stored(victim) & stored(other)


def test_who_passed_through_one_airport_was_not_held_there(victim):
    place = cases.record_place(
        victim.person.case, kind="airport", name="Suvarnabhumi", country="TH"
    )

    victims.add_period(victim, site=place)

    assert not {key for key in stored(victim) if key.startswith("site:")}
