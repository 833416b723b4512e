"""Instruments are files: checked with clear sentences, loaded once, never changed once answered."""

import io

import pytest
from django.core.management import CommandError, call_command

from victims import services
from victims.models import Instrument
from victims.scheme import BadInstrument, read_folder

GOOD = """
key = "one"
version = "1"
title = "One"
short = "One"
jurisdiction = "MY"
source = "A law"
overall = [["means"]]
dimension = [{ key = "means", title = "Means", shown_when = [{ any = 1 }] }]
indicator = [{ code = "a", dimension = "means", text = "Deceived", maps_to = ["means.deception"] }]
"""


def load(folder):
    said = io.StringIO()
    call_command("load_instruments", str(folder), stdout=said)
    return said.getvalue()


def test_all_that_are_shipped_are_sound():
    keys = {document["key"] for document in read_folder()}

    assert keys == {"palermo", "my-act-670", "unodc-fc", "ilo-delphi"}


def test_the_weights_of_the_delphi_indicators_have_the_published_counts():
    (ilo,) = [row for row in read_folder() if row["key"] == "ilo-delphi"]
    counts = [
        sum(each["dimension"] == row["key"] for each in ilo["indicator"])
        for row in ilo["dimension"]
    ]

    assert counts == [10, 10, 16, 9, 15, 7]


def test_wording_from_memory_is_marked():
    for document in read_folder():
        if document["key"] == "ilo-delphi":
            assert all(row["unverified"] for row in document["indicator"])
        if document["key"] == "palermo":
            assert not any(row.get("unverified") for row in document["indicator"])


def test_loading_twice_changes_nothing(db, folder):
    load(folder(GOOD))

    assert "as before" in load(folder(GOOD))
    assert Instrument.objects.count() == 1


def test_a_file_that_nobody_answered_may_change(db, folder):
    load(folder(GOOD))

    load(folder(GOOD.replace("Deceived", "Was deceived")))

    assert Instrument.objects.get().scheme.indicators[0].text == "Was deceived"


def test_a_version_that_was_answered_never_changes(folder, screening, investigator, victim):
    load(folder(GOOD))
    services.begin_screening(
        victim, Instrument.objects.get(key="one"), by=investigator, held_on="2023-10-09"
    )

    with pytest.raises(CommandError, match="Give it a new “version”"):
        load(folder(GOOD.replace("Deceived", "Was deceived")))

    assert Instrument.objects.get(key="one").scheme.indicators[0].text == "Deceived"


def test_a_new_version_is_a_new_row_and_the_one_that_is_offered(db, folder):
    load(folder(GOOD))
    load(folder(GOOD.replace('version = "1"', 'version = "2"')))

    assert Instrument.objects.filter(key="one").count() == 2
    assert Instrument.objects.current().get(key="one").edition == "2"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key = "one"\n', "", "“key” is missing."),
        ('source = "A law"', 'sauce = "A law"', "“sauce” is not known"),
        ('[["means"]]', '[["mean"]]', "“overall” names “mean”, which is no dimension."),
        ('[["means"]]', "[[]]", "“overall” has an empty group"),
        ("any = 1", "any = 0", "write a number from 1 up"),
        ("any = 1", "any = 2", "there are 1, so it could never hold"),
        ("any = 1", "strong = 1", "there are 0, so it could never hold"),
        ("{ any = 1 }", "{}", "is empty"),
        ('dimension = "means"', 'dimension = "act"', "belongs to “act”, which is no dimension."),
        ("means.deception", "means.deceit", "maps to “means.deceit”, which concepts.toml"),
        ('text = "Deceived", ', "", "The indicator no. 1 has no “text”."),
        ('text = "Deceived"', 'txt = "Deceived"', "has “txt”, which is not known."),
        ('title = "One"', "title = One", "It is not TOML"),
        ("indicator = [", "indicator = [] #", "It has no [[indicator]]."),
        (
            '[{ code = "a"',
            '[{ code = "a", dimension = "means", text = "A" }, { code = "a"',
            "“a” is there twice.",
        ),
    ],
)
def test_a_mistake_is_refused_in_a_sentence_and_nothing_is_loaded(db, folder, old, new, said):
    assert old in GOOD

    with pytest.raises(CommandError) as refused:
        load(folder(GOOD.replace(old, new, 1)))

    assert said in str(refused.value)
    assert "one.toml" in str(refused.value)
    assert not Instrument.objects.exists()


def test_a_folder_without_concepts_says_what_is_missing(tmp_path):
    with pytest.raises(BadInstrument, match=r"concepts\.toml: The file is missing\."):
        read_folder(tmp_path)
