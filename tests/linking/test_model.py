"""What the model says of two records."""

import pytest

from linking import model
from linking.model import Base, Facts, compare, weigh
from linking.model.levels import FIELDS, name_level
from people.names import parse

MODEL = model.read()
BASE = Base(records=10_000, counts={})


def facts(*names, born="", **fields):
    sets = {name: frozenset(value) for name, value in fields.items() if isinstance(value, list)}
    return Facts(names=names, birth=born, **fields | sets)


def weight(a, b, base=BASE, sharing=0):
    return compare(MODEL, base, a, b, sharing).weight


def is_proposed(a, b, **context):
    return weight(a, b, **context) >= MODEL.possible


def reason(field, a, b):
    return next(one for one in compare(MODEL, BASE, a, b).reasons if one.field == field)


def test_one_name_in_two_scripts_and_the_same_birth_are_one_person():
    latin = facts("Tan Mei Leng", born="1998-05-17", sex="female")
    han = facts("陳美玲", born="1998-05-17", sex="female")

    assert weight(latin, han) >= MODEL.match


def test_two_aliases_with_one_phone_are_proposed():
    phone = ["phone:+60123456789"]
    one, other = facts("Kak Nor", identifiers=phone), facts("Madam Rose", identifiers=phone)

    assert is_proposed(one, other)


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
    assert not is_proposed(facts(left, born="1998"), facts(right, born="1998"))


def test_twins_at_one_address_are_not_called_one_person():
    home = {"born": "1998-05-17", "address": ["12", "jalan", "meru"], "postcode": "41050"}
    one, other = facts("Aina binti Zain", **home), facts("Alia binti Zain", **home)

    assert weight(one, other) < MODEL.match


def test_a_name_alone_is_not_called_one_person():
    assert weight(facts("Teoh Boon Hock"), facts("Teoh Boon Hock")) < MODEL.match + 1


def test_a_name_that_many_have_is_not_proposed_and_one_that_few_have_weighs_more():
    big = Base(records=1_000_000, counts={})
    ali = facts("Mohd Ali bin Abu", born="1990")

    assert not is_proposed(ali, ali, base=big, sharing=400)
    assert weight(ali, ali, base=big, sharing=2) - weight(ali, ali, base=big, sharing=400) >= 5


def test_the_larger_the_base_the_more_a_match_needs():
    one = facts("Teoh Boon Hock", born="1990")

    assert weight(one, one, base=Base(1_000_000, {})) < weight(one, one)


def test_a_common_name_with_another_birth_is_not_proposed():
    one, other = facts("Muhammad Ali", born="1990-01-01"), facts("Muhammad Ali", born="1999-07-12")

    assert not is_proposed(one, other)


def test_a_missing_patronym_is_no_conflict():
    whole, half = facts("Nurul Aisyah binti Zain", born="1999"), facts("Nur Aisyah", born="1999")

    assert is_proposed(whole, half)


def test_a_name_says_in_words_how_it_agrees_and_which_names_were_compared():
    found = reason("name", facts("Chan Mei Ling"), facts("Tan Mei Ling"))

    assert found.words == "Same surname 陈: chan = tan; given name the same"
    assert (found.left, found.right) == ("Chan Mei Ling", "Tan Mei Ling")


def test_every_level_that_can_come_up_has_a_weight():
    levels = {name_level(parse(x), parse(y)) for x, y in PAIRS} - {""}

    assert levels <= set(MODEL.levels["name"])
    assert len(levels) >= 12
    assert set(FIELDS) | {"name"} == set(MODEL.levels)


PAIRS = [
    ("Tan Mei Ling", "Tan Mei Ling"), ("Mohd Ali", "Muhammad Ali"), ("Tan Mei Leng", "Tan Mei Lin"),
    ("Mei Ling Tan", "Tan Mei Ling"), ("Teoh Boon Hock", "Teoh Boom Hock"),
    ("Jonathan Smith", "Jonathon Smyth"), ("R. Perumal", "Ravi Perumal"),
    ("Nur Aisyah", "Nur Aisyah binti Zain"), ("Chan Mei Ling", "Tan Mei Ling"), ("Ali", "Mohd Ali"),
    ("Aung Win", "Aung Win Htut"), ("Siti Aminah binti Zain", "Siti Khadijah binti Zain"),
    ("Ahmad bin Ismail", "Ismail bin Ahmad"), ("陈美玲", "陈美铃"), ("John Smith", "Mary Jones"),
    ("John Smith", "Mary Smith"), ("", "John"), ("Maria Garcia Lopez", "Maria Garcia"),
    ("Elizabeth Taylor", "Elisabet Tailer"),
]  # fmt: skip


def test_a_second_passport_does_not_veto_a_match():
    one = facts("Tan Mei Ling", born="1998-05-17", identifiers=["passport:A1234567"])
    other = facts("Tan Mei Ling", born="1998-05-17", identifiers=["passport:A7654321"])

    assert MODEL.match <= weight(one, other) < weight(one, one)


def test_no_level_is_a_veto_against_one_passport_and_one_birth():
    proof = MODEL.bits["passport"]["same"] + MODEL.bits["birth"]["same"] + MODEL.prior(10_000)

    for field in MODEL.bits.keys() - {"passport", "birth"}:
        assert proof + min(MODEL.bits[field].values()) >= MODEL.possible, field


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("1998-05-07", "1998-07-05", "Births agree with day and month swapped"),
        ("1998-05-17", "1998-05-11", "Births differ in one digit"),
        ("1998-05-17", "1998-05", "Born in the same month, as far as is known"),
        ("1998-05-17", "1998", "Born in the same year, as far as is known"),
        ("1998-05-17", "1999~", "Ages agree, about"),
        ("1998-05-17", "1991-11-02", "Births differ"),
        ("1998-05-17", "1971-11-02", "Born a generation apart"),
        ("1998-05-17", "1971", "Born a generation apart"),
        (
            "1998-01-01",
            "1998-01-01",
            "Born on the same 1 January, which often stands for an unknown day",
        ),
        ("1998-05-17", "1971-05-17", "Births differ in the day, the month or the year"),
        ("1998-05-17", "1971-11-17", "Born a generation apart"),
    ],
)
def test_births_agree_in_degrees(one, other, words):
    assert reason("birth", facts(born=one), facts(born=other)).words == words


def test_an_address_told_three_ways_counts_once():
    home = {"address": ["12", "jalan", "meru"], "city": "klang", "postcode": "41050"}
    found = compare(MODEL, BASE, facts(**home), facts(**home))
    bits = {one.field: one.weight for one in found.reasons}

    assert bits["address"] + bits["city"] + bits["postcode"] + bits["together"] == pytest.approx(
        MODEL.together["most"]
    )


def test_whoever_moved_is_held_against_them_once():
    here = {"address": ["12", "jalan", "meru"], "city": "klang", "postcode": "41050"}
    there = {"address": ["9", "lorong", "ara"], "city": "ipoh", "postcode": "30020"}
    found = compare(MODEL, BASE, facts(**here), facts(**there))

    assert found.weight == pytest.approx(MODEL.prior(10_000) + MODEL.together["least"])


def test_a_nickname_does_not_hide_that_two_whole_names_differ():
    one, other = facts("Jonathan Brown", "Bobby"), facts("Michael Brown")

    assert reason("name", one, other).level == "part differs"
    assert reason("name", facts("Bobby"), other).level == "other word"


def test_a_model_that_was_kept_before_a_level_came_weighs_it_as_the_shipped_one():
    kept = MODEL.as_json()
    del kept["fields"]["birth"]["generation"], kept["together"]["least"]
    kept["fields"]["birth"]["same"] = {"m": 0.5, "u": 0.25}

    completed = model.Model.from_json(kept).beside(MODEL)

    assert completed.bits["birth"]["generation"] == MODEL.bits["birth"]["generation"]
    assert completed.bits["birth"]["same"] == 1
    assert completed.together == MODEL.together


def test_the_order_of_the_two_records_does_not_matter():
    a = facts("Tan Mei Ling", "阿美", born="1998", sex="female", citizenships=["MY"])
    b = facts("Mei Ling", born="1998-05-17", sex="male", citizenships=["TW"])

    assert weight(a, b) == weight(b, a)


def test_what_is_missing_says_nothing():
    assert [one.field for one in compare(MODEL, BASE, facts(), facts()).reasons] == ["prior"]


def test_the_quick_way_gives_the_sum_of_the_reasons():
    a = facts("Tan Mei Ling", born="1998-05-17", sex="female", city="klang")
    b = facts("Tan Mei Leng", born="1998", sex="female", city="kelang")

    found = weigh(MODEL, BASE, a, b, 2, -99)
    assert found is not None
    assert found[0] == pytest.approx(compare(MODEL, BASE, a, b, 2).weight)
    assert weigh(MODEL, BASE, a, facts("Zulkifli bin Omar", born="1961"), 0, MODEL.possible) is None


def test_a_model_survives_its_json():
    assert model.Model.from_json(MODEL.as_json()) == MODEL
