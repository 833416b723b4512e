"""All records compared by other machines: written out, compared on Spark, read back."""

import json
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
from django.core.management import CommandError, call_command

from config import generate
from core import services as core
from linking import model, services
from linking.batch import comparing, exporting
from linking.models import Match, Run, RunState

pytestmark = pytest.mark.django_db
MODEL = model.read()


@pytest.fixture
def folder(tmp_path):
    generate.into_database(600, 3)
    call_command("compare_elsewhere", "export", str(tmp_path / "base"))
    return tmp_path / "base"


def pairs_of(folder):
    run = Run.objects.get()
    return comparing.compare_part(
        folder, MODEL, records=run.records, part=0, of=1, floor=MODEL.possible
    )


def compared(folder):
    """Pairs as another machine leaves them."""
    (folder / "pairs").mkdir()
    con = duckdb.connect()
    con.execute("CREATE TABLE pair (left_id TEXT, right_id TEXT, weight DOUBLE, levels TEXT)")
    rows = [[one.left, one.right, one.weight, one.levels_json] for one in pairs_of(folder)]
    con.executemany("INSERT INTO pair VALUES (?, ?, ?, ?)", rows)
    con.execute(f"COPY pair TO '{folder}/pairs/part-0.parquet'")
    return rows


def test_what_was_found_elsewhere_waits_and_then_takes_over(folder, supervisor):
    found = compared(folder)

    call_command("compare_elsewhere", "load", str(folder))

    run = Run.objects.get()
    assert (run.state, run.new) == (RunState.READY, len(found))
    assert not Match.objects.exists()
    core.run_job(services.start_take_over(run, by=supervisor))
    assert Match.objects.count() == len(found) > 0


def test_pairs_are_read_once(folder):
    compared(folder)
    call_command("compare_elsewhere", "load", str(folder))

    with pytest.raises(CommandError, match="read already"):
        call_command("compare_elsewhere", "load", str(folder))


def test_a_folder_that_is_there_is_left_as_it_is(folder):
    with pytest.raises(CommandError, match="name a new folder"):
        call_command("compare_elsewhere", "export", str(folder))


def test_the_base_is_for_the_eyes_of_who_exported_it(folder):
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="The comparison on Spark did not run: it needs pyspark and Java.",
)
def test_spark_gives_every_pair_the_weight_and_levels_that_duckdb_gives(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from linking.batch import on_spark

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    on_spark.main(str(folder))
    spark.sparkContext.stop()

    on = {
        (left, right): (weight, levels)
        for left, right, weight, levels in exporting.pairs_in(folder)
    }
    off = {(one.left, one.right): (one.weight, one.levels_json) for one in pairs_of(folder)}
    assert on.keys() == off.keys()
    for pair, (weight, levels) in off.items():
        assert on[pair][0] == pytest.approx(weight, abs=1e-6)
        assert json.loads(on[pair][1]) == json.loads(levels)
