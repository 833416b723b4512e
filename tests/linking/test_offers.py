"""When two job offers are near the same."""

import pytest

from linking.offers import Offer, facts_of_offers, near_same, words_of

ADVERT = (
    "Hiring now! Customer service for online casino in Cambodia, salary USD 1,500, free flight "
    "and accommodation provided, no experience needed, Chinese speakers welcome, write to us today"
)
COPY = ADVERT.replace("Hiring now! ", "URGENT ").replace("write to us today", "PM for details")
OTHER = (
    "Driver for palm oil plantation, must own a lorry licence, weekly wages, meals at the site, "
    "bring your own tools and ask for the foreman at the gate on Monday morning before seven"
)


def facts(**offer):
    return list(facts_of_offers([Offer(**{"job": "", **offer})]))


def told(one, other):
    """What is said of two offers that have a value in common; nothing where they never meet."""
    if not {fact.value for fact in one} & {fact.value for fact in other}:
        return None
    return near_same(one[0].as_entry(), other[0].as_entry())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Customer Service", ["customer_service"]),
        ("客服", ["customer_service"]),
        ("賭場荷官", ["casino", "dealer"]),
        ("Atención al cliente", ["customer_service"]),
        ("ATENCION AL CLIENTE", ["customer_service"]),
        ("Jobs in sales, overseas", ["sales"]),
        ("salesian brothers", ["salesian", "brothers"]),
        ("CS", ["customer_service"]),
        ("CSI agent", ["csi", "agent"]),
        ("", []),
    ],
)
def test_texts_become_words_of_one_vocabulary(text, words):
    assert words_of(text) == words


def test_an_advertisement_of_one_employer_meets_its_near_copy():
    likeness = told(facts(advert=ADVERT, employer="Sun"), facts(advert=COPY, employer="SUN"))

    assert "advertisement" in likeness.words


def test_one_picture_or_address_is_one_advertisement():
    one = facts(job="Cook", marks=("ads.example/7",))

    assert "advertisement" in told(one, facts(job="Chef", marks=("ads.example/7",))).words
    assert told(one, facts(job="Chef", marks=("ads.example/8",))) is None


def test_another_advertisement_does_not():
    assert told(facts(advert=ADVERT, employer="Sun"), facts(advert=OTHER, employer="Sun")) is None


def test_one_employer_and_one_job_are_enough_without_pay():
    one = facts(job="Cashier", employer="Golden Sun Resort", country="KH")
    other = facts(job="收银员", employer="GOLDEN SUN RESORT", country="KH")

    assert told(one, other).strength == 5.5


@pytest.mark.parametrize("pay", [1000, 1080, 1099])
def test_pay_within_a_tenth_is_the_same(pay):
    one, other = (
        facts(job="Cashier", country="KH", salary=salary, currency="USD")
        for salary in (1000.0, pay)
    )

    assert told(one, other) is not None


def test_the_same_offer_to_many_is_told_once_with_all_of_them():
    offers = [
        Offer(job="Cook", country="TH", salary=900, currency="USD", people=(ref,)) for ref in "AB"
    ]

    told = [fact.as_entry() for fact in facts_of_offers(offers)]
    assert {fact["about"] for fact in told} == {told[0]["about"]}
    assert {tuple(fact["people"]) for fact in told} == {("A", "B")}
