"""A name is read into parts, each with its role."""

import pytest

from people.names import Role, parse


def roles(text):
    return {part.text: part.role for part in parse(text).parts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dato' Mohd Hafiz bin Roslan",
            {
                "Dato'": Role.TITLE,
                "Mohd": Role.GIVEN,
                "Hafiz": Role.GIVEN,
                "bin": Role.PARTICLE,
                "Roslan": Role.FATHER,
            },
        ),
        ("Tan Mei Ling", {"Tan": Role.FAMILY, "Mei": Role.GENERATION, "Ling": Role.GIVEN}),
        ("Mei Ling Tan", {"Mei": Role.GENERATION, "Ling": Role.GIVEN, "Tan": Role.FAMILY}),
        ("S. Ravi", {"S": Role.INITIAL, "Ravi": Role.GIVEN}),
        ("Ravi a/l Raman", {"Ravi": Role.GIVEN, "a/l": Role.PARTICLE, "Raman": Role.FATHER}),
        ("Ana García Rojas", {"Ana": Role.GIVEN, "García": Role.FAMILY, "Rojas": Role.FAMILY}),
        ("Daw Khin Myint", {"Daw": Role.TITLE, "Khin": Role.GIVEN, "Myint": Role.GIVEN}),
        ("Nguyễn Văn An", {"Nguyễn": Role.FAMILY, "Văn": Role.PARTICLE, "An": Role.GIVEN}),
        ("John Smith Jr.", {"John": Role.GIVEN, "Smith": Role.FAMILY, "Jr": Role.SUFFIX}),
    ],
)
def test_every_part_has_its_role(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "culture", "sex"),
    [
        ("Siti Aminah binti Zain", "malay", "female"),
        ("Ravi a/l Raman", "tamil", "male"),
        ("Tan Mei Ling", "chinese", ""),
        ("陳美玲", "chinese", ""),
        ("U Aung Win", "burmese", ""),
        ("Trần Thị Lan", "vietnamese", "female"),
        ("สมชาย ใจดี", "thai", ""),
        ("José García Flores", "spanish", ""),
    ],
)
def test_culture_and_sex_are_guessed_from_the_words(text, culture, sex):
    name = parse(text)

    assert name.cultures[0] == culture
    assert name.sex == sex


def test_a_name_that_tells_nothing_stays_unknown():
    assert parse("Kevin Brown").cultures == ()


def test_a_surname_that_may_be_several_is_kept_as_several():
    (reading, *_) = parse("Ng Wei Ling").chinese

    assert {"黄", "吴"} <= reading.surnames
