"""What the model says of two records."""

import pytest

from core.dates import PartialDate
from linking.model import NAME, PROPOSE, Facts, compare
from people.names import Level, parse


def facts(*names, born=None, sex="unknown", citizenships=(), identifiers=()):
    return Facts(
        names=tuple(parse(name) for name in names),
        born_on=PartialDate.parse(born) if born else None,
        sex=sex,
        citizenships=frozenset(citizenships),
        identifiers=frozenset(identifiers),
    )


def weight(a, b):
    return compare(a, b).weight


def test_one_name_in_two_scripts_and_the_same_birth_are_proposed():
    latin = facts("Tan Mei Leng", born="1998-05-17", sex="female")
    han = facts("陳美玲", born="1998-05-17", sex="female")

    assert weight(latin, han) >= PROPOSE


def test_two_aliases_with_one_phone_are_proposed():
    phone = ("phone", "+60123456789")
    one, other = facts("Kak Nor", identifiers=[phone]), facts("Madam Rose", identifiers=[phone])

    assert weight(one, other) >= PROPOSE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ahmad bin Ismail", "Ismail bin Ahmad"),
        ("Siti Aminah binti Zain", "Siti Khadijah binti Zain"),
        ("Ravi a/l Perumal", "Perumal a/l Ravi"),
        ("陈美玲", "陈美铃"),
        ("Aung Win", "Aung Win Htut"),
    ],
    ids=["father and son", "sisters", "Tamil father and son", "homophones", "one syllable more"],
)
def test_relatives_and_namesakes_are_kept_apart_even_when_born_in_the_same_year(left, right):
    assert weight(facts(left, born="1998"), facts(right, born="1998")) < PROPOSE


def test_a_common_name_alone_is_not_proposed():
    assert weight(facts("Mohd Ali bin Abu"), facts("Muhammad Ali bin Abu")) < PROPOSE


def test_a_common_name_with_another_birth_is_not_proposed():
    one, other = facts("Muhammad Ali", born="1990-01-01"), facts("Muhammad Ali", born="1999-07-12")

    assert weight(one, other) < PROPOSE


def test_a_missing_patronym_is_no_conflict():
    whole, half = facts("Nurul Aisyah binti Zain", born="1999"), facts("Nur Aisyah", born="1999")

    assert weight(whole, half) >= PROPOSE


def test_a_name_says_in_words_how_it_agrees():
    (reason,) = compare(facts("Chan Mei Ling"), facts("Tan Mei Ling")).reasons

    assert reason.words == (
        "Same surname 陈: chan = tan; given name the same: Chan Mei Ling – Tan Mei Ling"
    )


def test_every_level_of_names_has_a_weight():
    assert set(NAME) == set(Level) - {Level.NOTHING}


def test_a_second_passport_does_not_veto_a_match():
    one = facts("Tan Mei Ling", born="1998-05-17", identifiers=[("passport", "A1234567")])
    other = facts("Tan Mei Ling", born="1998-05-17", identifiers=[("passport", "A7654321")])

    assert PROPOSE <= weight(one, other) < weight(facts("Tan Mei Ling", born="1998-05-17"), one)


def test_swapped_day_and_month_count_as_a_slip():
    reasons = compare(facts(born="1998-05-07"), facts(born="1998-07-05")).reasons

    assert [reason.words for reason in reasons] == [
        "Births agree with day and month swapped: 7 May 1998 and 5 Jul 1998"
    ]


def test_the_order_of_the_two_records_does_not_matter():
    a = facts("Tan Mei Ling", "阿美", born="1998", sex="female", citizenships=["MY"])
    b = facts("Mei Ling", born="1998-05-17", sex="male", citizenships=["TW"])

    assert weight(a, b) == weight(b, a)


def test_what_is_missing_says_nothing():
    assert compare(facts(), facts()).reasons == ()
