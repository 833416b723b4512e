"""Machine readable zones: the specimens of ICAO 9303, and what happens to real ones."""

from datetime import date

import pytest

from core.dates import PartialDate
from people.mrz import NoZoneError, check_digit, read

TODAY = date(2024, 3, 1)
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)


def passport(name="TAN<<MEI<LING", number="A1234567<", country="MYS", birth="990517", sex="F",
             optional="") -> str:  # fmt: skip
    """A zone in which every digit fits."""
    optional = optional.ljust(14, "<")
    of_optional = str(check_digit(optional)) if optional.strip("<") else "<"
    number, born, expires = (f"{part}{check_digit(part)}" for part in (number, birth, "300101"))
    whole = number + born + expires + optional + of_optional
    line = f"{number}{country}{born}{sex}{expires}{optional}{of_optional}{check_digit(whole)}"
    return f"P<{country}{name.ljust(39, '<')}\n{line}"


@pytest.mark.parametrize(
    ("text", "number", "is_passport", "personal"),
    [
        (TD3, "L898902C3", True, "ZE184226B"),
        (TD2, "D23145890", False, ""),
        (TD1, "D23145890", False, ""),
    ],
)
def test_the_specimens_of_icao_are_read_without_a_mistake(text, number, is_passport, personal):
    zone = read(text, TODAY)

    assert zone.mistakes == zone.remarks == ()
    assert (zone.name, zone.sex) == ("Eriksson, Anna Maria", "F")
    assert (zone.number, zone.personal, zone.is_passport) == (number, personal, is_passport)
    assert (zone.issuer, zone.citizenship) == ("UTO", "UTO")
    assert zone.born == PartialDate(1974, 8, 12)


def test_lines_run_together_with_blanks_and_small_letters_are_read():
    assert read(TD3.replace("\n", "").lower(), TODAY) == read(TD3, TODAY)
    assert read(TD1.replace("<", "< "), TODAY) == read(TD1, TODAY)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (0, {"the document number", "the whole line"}),
        (9, {"the document number", "the whole line"}),
        (13, {"the date of birth", "the whole line"}),
        (27, {"the date of expiry", "the whole line"}),
        (28, {"the personal number", "the whole line"}),
        (43, {"the whole line"}),
    ],
)
def test_each_digit_that_does_not_fit_is_said_in_words(place, said):
    first, second = TD3.split("\n")
    other = "2" if second[place] != "2" else "3"
    zone = read(first + second[:place] + other + second[place + 1 :], TODAY)

    assert set(zone.mistakes) == {
        f"The check digit of {what} does not fit: compare it with the document." for what in said
    }


def test_a_card_with_a_wrong_digit_says_so_too():
    assert "document number" in read(TD1.replace("D23145890", "D23145896"), TODAY).mistakes[0]
    assert "whole line" in read(TD2[:-1] + "7", TODAY).mistakes[0]


def test_a_long_number_of_a_card_goes_on_in_the_optional_data():
    first, second, third = TD1.split("\n")
    rest = f"AB12{check_digit('D23145890AB12')}"
    first = f"{first[:14]}<{rest.ljust(15, '<')}"
    whole = first[5:] + second[:7] + second[8:15] + second[18:29]

    zone = read(first + second[:29] + str(check_digit(whole)) + third, TODAY)

    assert (zone.number, zone.mistakes, zone.personal) == ("D23145890AB12", (), "")


@pytest.mark.parametrize(
    ("birth", "born"),
    [
        ("9905<<", PartialDate(1999, 5)),
        ("99<<<<", PartialDate(1999)),
        ("<<<<<<", None),
        ("240301", PartialDate(2024, 3, 1)),
        ("240302", PartialDate(1924, 3, 2)),
        ("240229", PartialDate(2024, 2, 29)),
    ],
)
def test_of_a_birth_only_what_is_known_is_taken(birth, born):
    zone = read(passport(birth=birth), TODAY)

    assert (zone.born, zone.mistakes) == (born, ())


@pytest.mark.parametrize("birth", ["990231", "99<<17", "O90517", "991"])
def test_a_birth_that_is_no_date_is_a_mistake(birth):
    zone = read(passport(birth=birth.ljust(6, "<")), TODAY)

    assert zone.born is None
    assert "is no date" in zone.mistakes[0]


@pytest.mark.parametrize(("letter", "sex"), [("F", "F"), ("M", "M"), ("X", "X"), ("<", "")])
def test_the_sex_may_be_unknown(letter, sex):
    zone = read(passport(sex=letter), TODAY)

    assert (zone.sex, zone.mistakes) == (sex, ())


def test_another_letter_in_place_of_the_sex_is_a_mistake():
    assert "F, M or <" in read(passport(sex="N"), TODAY).mistakes[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TAN<<MEI<LING", "Tan, Mei Ling"),
        ("NUR<AISYAH<BINTI<OSMAN", "Nur Aisyah Binti Osman"),
        ("VAN<DER<BERG<<ANNA", "Van Der Berg, Anna"),
    ],
)
def test_a_name_keeps_which_part_is_the_surname(text, name):
    zone = read(passport(name=text), TODAY)

    assert (zone.name, zone.remarks) == (name, ())


def test_a_name_that_fills_its_line_may_be_cut():
    zone = read(passport(name="NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"), TODAY)

    assert zone.name == "Nilavadhanananda, Chayapa Dejthamrong K"
    assert "cut short" in zone.remarks[0]


@pytest.mark.parametrize(("code", "country"), [("D<<", "DEU"), ("GBN", "GBR"), ("MYS", "MYS")])
def test_codes_that_only_passports_have_become_those_of_countries(code, country):
    zone = read(passport(country=code), TODAY)

    assert (zone.issuer, zone.citizenship) == (country, country)


def test_who_is_stateless_has_no_citizenship():
    zone = read(TD3.replace("36UTO", "36XXA"), TODAY)

    assert (zone.citizenship, zone.mistakes) == ("", ())
    assert "stateless" in zone.remarks[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TD3[:-1], "87 characters"),
        (TD3.replace("\n", "<<"), "These are 90 characters. A passport has two lines of 44"),
        (TD3.split("\n")[0], "44 characters"),
        (TD3.replace("ANNA", "ANÑA"), "“Ñ”"),
        ("V" + TD3[1:], "of a visa"),
        ("X" + TD3[1:], "not with X"),
    ],
)
def test_what_is_no_zone_says_what_to_do(text, said):
    with pytest.raises(NoZoneError, match=said):
        read(text, TODAY)
