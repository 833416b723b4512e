"""One flat row of text cells: what it is read as, and what is said of a cell that is not."""

import pytest

from core.dates import PartialDate
from victims import services
from victims.forms import RowForm

WHOLE = {
    "name": "Tan Mei Ling",
    "native_name": "陈美玲",
    "alias": "Ah Mei; Lingling",
    "sex": "F",
    "born": "1999-05",
    "age": "24",
    "citizenship": "MYS",
    "passport": "a 1234567",
    "passport_country": "Malaysia",
    "national_id": "",
    "phone": "012-345 6789; +51 987 654 321",
    "email": "Mei@Example.org",
    "language": "Malay",
    "status": "Possible victim",
    "note": "Asks for her sister.",
}


def mistakes(**cells):
    form = RowForm({"name": "Tan Mei Ling"} | cells)
    form.is_valid()
    return {column: " ".join(errors) for column, errors in form.errors.items()}


def test_every_cell_of_a_row_is_registered(case):
    form = RowForm(WHOLE)
    assert form.is_valid(), form.errors

    victim = services.register(case, **form.facts())

    person = victim.person
    assert [name.text for name in person.names.all()] == [
        "Tan Mei Ling", "陈美玲", "Ah Mei", "Lingling",
    ]  # fmt: skip
    assert (person.sex, person.born_on, person.age_stated) == ("female", PartialDate(1999, 5), 24)
    assert (person.citizenships, person.remarks) == (["MY"], "Asks for her sister.")
    assert (victim.languages, victim.status) == (["msa"], "PossibleVictimOfTrafficking")
    assert sorted((use.identifier.kind, use.identifier.value) for use in person.uses.all()) == [
        ("email", "mei@example.org"),
        ("passport", "A1234567"),
        ("phone", "+51987654321"),
        ("phone", "+60123456789"),
    ]


def test_the_lines_of_a_cell_are_several_values_or_one_text():
    form = RowForm({
        "name": "Tan\r\nMei Ling", "phone": "+60123456789\r\n+51987654321", "citizenship": "MY\nPE",
    })  # fmt: skip
    assert form.is_valid(), form.errors

    facts = form.facts()
    assert facts["names"][0]["text"] == "Tan Mei Ling"
    assert [row["value"] for row in facts["identifiers"]] == ["+60123456789", "+51987654321"]
    assert facts["citizenships"] == ["MY", "PE"]


def test_what_a_row_does_not_say_is_left_to_what_the_record_begins_with():
    form = RowForm({"name": "Mei"})
    assert form.is_valid()

    assert set(form.facts()) == {"names", "identifiers"}


@pytest.mark.parametrize("cell", ["F", "female", "Female", "P", "perempuan", "Mujer", "女"])
def test_a_word_of_a_closed_list_is_taken_by_code_or_label(cell):
    form = RowForm({"name": "Mei", "sex": cell})
    assert form.is_valid()

    assert form.facts()["sex"] == "female"


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("born", "31/02/1999", "There is no such date"),
        ("born", "yesterday", "is not a date"),
        ("born", "2999", "lies in the future"),
        ("age", "twenty", "whole years"),
        ("age", "240", "less than or equal to 120"),
        ("sex", "person", "Write female, male"),
        ("citizenship", "Atlantis", "is not a country"),
        ("citizenship", "24", "is not a country"),
        ("passport_country", "MY, PE", "One country issues"),
        ("language", "Klingonese", "not among the languages"),
        ("status", "survivor", "Possible victim"),
        ("phone", "call me", "is not a telephone number"),
        ("email", "nobody", "is not an e-mail address"),
        ("passport", "A1", "is not a document number"),
        ("alias", "…", "no letter in it"),
        ("alias", "x" * 201, "shorten it"),
        ("phone", "+60123456789\0", "Null characters"),
    ],
)
def test_a_cell_that_is_not_understood_says_what_to_write(column, cell, said):
    assert said in mistakes(**{column: cell})[column]


def test_a_national_number_is_checked_by_the_one_citizenship():
    assert "MyKad" in mistakes(citizenship="MY", national_id="12345678")["national_id"]
    assert mistakes(citizenship="PE", national_id="12345678") == {}


def test_a_row_without_any_name_is_refused_once():
    assert list(mistakes(name="", phone="+60123456789")) == ["name"]
    assert mistakes(name="", alias="Ah Mei") == {}
    assert list(mistakes(name="", native_name="…")) == ["native_name"]
