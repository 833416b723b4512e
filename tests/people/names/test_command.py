"""`manage.py compare_names`: a file of pairs in, the same rows with an answer out."""

import csv

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def pairs(tmp_path):
    return tmp_path / "pairs.csv"


def compared(pairs):
    out = pairs.with_name("scored.csv")
    call_command("compare_names", str(pairs), out=out)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_comes_back_with_score_decision_and_reason(pairs):
    pairs.write_text(
        "no,left,right\n1,Tan Mei Ling,陳美玲\n2,Ahmad bin Ali,Ali bin Ahmad\n", encoding="utf-8"
    )

    first, second = compared(pairs)

    assert first["no"] == "1"
    assert first["decision"] != "no"
    assert second == {
        "no": "2",
        "left": "Ahmad bin Ali",
        "right": "Ali bin Ahmad",
        "score": "0.100",
        "decision": "no",
        "why": "father and son order swapped",
    }


def test_a_file_saved_by_excel_is_read(pairs):
    pairs.write_text("left,right\nJosé,Jose\n", encoding="utf-8-sig")

    assert compared(pairs)[0]["decision"] == "match"


def test_without_a_file_to_write_the_answer_goes_to_the_terminal(pairs, capsys):
    pairs.write_text("left,right\nJosé,Jose\n", encoding="utf-8")

    call_command("compare_names", str(pairs))

    assert capsys.readouterr().out.startswith("left,right,score,decision,why\n")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "has no column left and no column right"),
        (b"left,right\n\xff\xfe,x\n", "is not UTF-8"),
        (b"left,right\nTan, Mei,Tan\n", "line 2"),
        (b"left,right\nTan\n", "line 2"),
    ],
)
def test_a_bad_file_gets_one_sentence_that_says_what_to_do(pairs, content, sentence):
    pairs.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        compared(pairs)


def test_a_missing_file_is_named(pairs):
    with pytest.raises(CommandError, match=r"pairs\.csv: No such file"):
        compared(pairs)


def test_the_file_being_read_is_never_written_over(pairs):
    pairs.write_text("left,right\nTan,Tan\n", encoding="utf-8")

    with pytest.raises(CommandError, match="name another"):
        call_command("compare_names", str(pairs), out=pairs)
