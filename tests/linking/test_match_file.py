"""`manage.py match_file`: duplicates within a list, and against the base."""

import csv

import pytest
from django.core.management import CommandError, call_command

from linking import finding, lists
from linking.lists import reading
from linking.models import Match
from people import services as people
from people.models import Person
from tests.factories import a_case

LIST = """id,name,birth_date,sex,phone,notes
1,Tan Mei Ling,1998-05-17,F,+60 12 345 6789,x
2,陳美玲,17/5/1998,female,,y
3,Zulkifli bin Omar,1961,M,,
4,Siti Khadijah binti Zain,1999-01-02,F,,
5,Siti Aminah binti Zain,1999-01-02,F,,
"""


@pytest.fixture
def run(tmp_path):
    """`run(text, …)`: the pairs that the command finds in a file of that text."""

    def matched(text, *options):
        source, out = tmp_path / "people.csv", tmp_path / "pairs.csv"
        source.write_text(text, encoding="utf-8")
        call_command("match_file", str(source), "--out", str(out), "--processes", "1", *options)
        with out.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return matched


@pytest.mark.django_db
def test_one_human_in_two_scripts_is_found_and_sisters_are_not(run):
    (pair,) = run(LIST)

    assert (pair["left_id"], pair["right_id"], pair["decision"]) == ("1", "2", "match")
    assert "Born on the same day" in pair["reasons"]
    assert float(pair["probability"]) > 0.5


@pytest.mark.django_db
def test_a_lower_threshold_shows_more_and_says_that_they_are_no_matches(run):
    pairs = run(LIST, "--threshold=-30")

    sisters = next(pair for pair in pairs if {pair["left_id"], pair["right_id"]} == {"4", "5"})
    assert sisters["decision"] == "no"
    weights = [float(pair["weight"]) for pair in pairs]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.django_db
def test_two_processes_find_what_one_finds(run, monkeypatch):
    monkeypatch.setattr(finding, "AT_ONCE", 100)  # So that there is enough for both.
    rows = "".join(
        f"{n},Person Number{n % 40},19{50 + n % 40}-01-0{1 + n % 9}\n" for n in range(99)
    )
    text = f"id,name,birth_date\n{rows}"

    assert run(text, "--processes", "2") == run(text)


@pytest.mark.django_db
def test_unknown_columns_and_values_are_named_and_left_out(run, capsys):
    run(LIST.replace("1961", "a while ago"))

    said = capsys.readouterr().err
    assert "these columns are not known: notes" in said
    assert "1 value was not understood in birth_date" in said


@pytest.mark.django_db
def test_somebody_in_the_base_is_found_and_nothing_is_saved(run):
    known = people.record_person(
        a_case(), names=[{"kind": "legal", "text": "Tan Mei Leng"}], identifiers=[],
        born_on="1998-05-17",
    )  # fmt: skip

    pairs = run(LIST, "--against-base")

    assert {(pair["left_id"], pair["right_id"]) for pair in pairs} >= {("1", known.ref)}
    assert Person.objects.count() == 1
    assert not Match.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The file is empty"),
        ("colour,shape\nred,round\n", "The first line must name columns"),
        ("id,name\n1,Tan, Mei\n", "Line 2 has more fields than the first line"),
        ("id,name\n1,Tan\n1,Lim\n", "Line 3: the id 1 is there twice"),
    ],
    ids=["empty", "no known column", "too many fields", "an id twice"],
)
def test_what_is_no_list_is_refused_in_words_and_leaves_no_file(run, tmp_path, text, words):
    with pytest.raises(CommandError, match=words):
        run(text)

    assert not (tmp_path / "pairs.csv").exists()


def test_a_file_that_is_not_utf_8_is_refused_in_words(tmp_path, db):
    source = tmp_path / "people.csv"
    source.write_bytes("name\nMuñoz\n".encode("latin-1"))

    with pytest.raises(CommandError, match="save it as CSV UTF-8"):
        call_command("match_file", str(source), "--out", str(tmp_path / "pairs.csv"))


def test_values_are_read_as_people_write_them():
    row = (
        "id,given_name,family_name,alias,birth_date,sex,citizenship,national_id,passport\n"
        '7,Mei Ling,Tan,"Amy Tan; 陳美玲",19980517,Perempuan,MYS,980517-10-1234,a 1234-567\n'
    )
    ((listed),) = lists.read(row.splitlines(keepends=True)).rows

    assert listed.facts.names == ("Mei Ling Tan", "Amy Tan", "陳美玲")
    assert (listed.facts.birth, listed.facts.sex) == ("1998-05-17", "female")
    assert listed.facts.citizenships == {"MY"}
    assert listed.facts.identifiers == {"national_id:980517101234", "passport:A1234567"}


def test_without_ids_the_line_is_the_id():
    assert [row.id for row in lists.read(["name\n", "Tan\n", "Lim\n"]).rows] == ["2", "3"]


def test_a_number_that_many_rows_have_tells_nobody_apart_and_is_told():
    rows = "".join(f"Person {n},+60355500100,A{n:07}\n" for n in range(reading.COMMON + 1))
    found = lists.read(f"name,phone,passport\n{rows}".splitlines(keepends=True))

    assert all(set(row.facts.by_kind) == {"passport"} for row in found.rows)
    assert list(found.remarks()) == ["1 number was left out that more than 20 rows have."]
