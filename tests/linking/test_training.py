"""Weights estimated by Splink, from invented people of whom the truth is known."""

import json
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.generate.facts import known_of
from linking import model, training
from linking.current import current
from linking.measuring import measured
from linking.model import Model
from linking.models import LinkingModel
from people.names import tables

START = model.read()
PEOPLE = 300


@pytest.fixture(scope="module")
def by_truth():
    """The same people, trained once with the truth."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tables, "shelf", tables.SHIPPED)
        known, humans = known_of(PEOPLE, 1)
        patched.setattr(training, "RANDOM_PAIRS", 20_000)
        return training.train(known, START, seed=1, humans=humans)


def test_a_trained_model_has_every_level_and_survives_its_json(by_truth):
    assert {field: set(of) for field, of in by_truth.levels.items()} == {
        field: set(of) for field, of in START.levels.items()
    }
    assert Model.from_json(by_truth.as_json()) == by_truth
    assert (by_truth.possible, by_truth.match) == (START.possible, START.match)


def test_nothing_that_was_learnt_goes_below_the_floors(by_truth):
    learnt = {
        (field, level): values
        for field, of in by_truth.levels.items()
        for level, values in of.items()
        if (field, level) not in training.DECIDED
    }

    assert min(m for m, _ in learnt.values()) >= training.LEAST_M
    assert min(u for _, u in learnt.values()) >= training.LEAST_U


def test_relatives_stay_what_they_were_decided_to_be(by_truth):
    for level in ("sibling", "flip"):
        assert by_truth.levels["name"][level] == START.levels["name"][level]


def test_what_training_never_saw_keeps_its_shipped_weight(by_truth):
    assert by_truth.levels["offer"] == START.levels["offer"]
    assert by_truth.levels["travel_document"] == START.levels["travel_document"]


def test_what_it_did_see_moves_towards_the_data(by_truth):
    """Invented people renew a fifth of their passports, not the shipped 40 %."""
    assert by_truth.levels["passport"]["different"][0] < START.levels["passport"]["different"][0]
    assert by_truth.levels["sex"]["same"][1] == pytest.approx(0.5, abs=0.1)


def test_without_the_truth_splink_learns_that_agreement_speaks_for_a_match(monkeypatch):
    monkeypatch.setattr(training, "RANDOM_PAIRS", 20_000)
    known, _ = known_of(PEOPLE, 1)

    bits = training.train(known, START, seed=1).bits

    for field, strong, weak in [("birth", "same", "different"), ("name", "same", "conflict")]:
        assert bits[field][strong] > 5 > 0 > bits[field][weak]


def test_the_measure_counts_pairs_of_one_human():
    known, humans = known_of(PEOPLE, 1)

    possible, match = measured(known, humans, START)

    assert possible.pairs == match.pairs
    assert possible.recall >= match.recall > 0.5
    assert match.precision >= possible.precision


def train_model(*arguments):
    out = StringIO()
    call_command("train_model", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_writes_what_changed_and_puts_it_to_use(db, tmp_path, monkeypatch):
    monkeypatch.setattr(training, "RANDOM_PAIRS", 5_000)
    to = tmp_path / "model.json"

    said = train_model(
        "--people", "300", "--truth", "--out", str(to), "--apply", "--reason", "A trial"
    )

    assert "Shipped" in said
    written = json.loads(to.read_text(encoding="utf-8"))
    assert "300 invented people (seed 1)" in written["about"]["m"]
    assert "Splink 5" in written["about"]["trained"]
    assert current().version == LinkingModel.objects.get().name == "2026.11+t1"
    assert current().levels == Model.from_json(written).levels


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--people", "10"], "Ask for 200 to 20,000 people"),
        (["--base", "--truth"], "Nobody knows the truth"),
        (["--base"], "The base has 0 records"),
        (["--people", "300", "--apply"], "Say why with --reason"),
        (["--people", "300", "--out", "nowhere/at/all.json"], "There is no folder"),
    ],
)
def test_what_cannot_be_trained_is_told_in_a_sentence(db, arguments, said):
    with pytest.raises(CommandError, match=said):
        train_model(*arguments)


def test_without_splink_the_command_says_where_to_run_it(db, monkeypatch):
    monkeypatch.setitem(sys.modules, "linking.splink", None)

    with pytest.raises(CommandError, match="where the worker runs"):
        train_model("--people", "300")
