"""The comparison of all records on Spark, for a base that outgrows one machine.

    spark-submit --py-files pulang.zip linking/batch/on_spark.py FOLDER

FOLDER is what `manage.py compare_elsewhere export` wrote, on a file system that every executor
reaches; the pairs are written into it, for `manage.py compare_elsewhere load`. Executors need
Pulang's code and what `requirements-worker.lock` pins. Blocks and weights are those of DuckDB; the
levels are the functions of `linking.model.levels` themselves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from splink import Linker, SparkAPI

from linking.batch.settings import RARITY, before_one_fact, double, one_fact, settings
from linking.model import Facts, Model
from linking.model.levels import FIELDS
from linking.model.scoring import name_of
from linking.model.words import TOGETHER

#: Field → its column in `records.parquet`, and the fact that it is.
COLUMNS = {
    **{field: (field, field) for field in ("birth", "sex", "address", "city", "postcode")},
    "citizenship": ("citizenships", "citizenships"),
    **dict.fromkeys(("journey", "offer"), ("", "traces")),
}
OF_IDENTIFIERS = ("", "identifiers")


def main(folder: str) -> None:
    spark = SparkSession.builder.appName("Pulang: compare all records").getOrCreate()
    base = spark.read.text(f"{folder}/base.json", wholetext=True).first()
    assert base
    found = compare(spark, folder, **_told(json.loads(base[0])))
    found.write.mode("overwrite").parquet(f"{folder}/pairs")


def _told(base: dict[str, Any]) -> dict[str, Any]:
    return {
        "model": Model.from_json(base["model"]), "records": base["records"], "floor": base["floor"]
    }  # fmt: skip


def compare(
    spark: SparkSession, folder: str, *, model: Model, records: int, floor: float
) -> DataFrame:
    """left_id, right_id, weight and levels of every pair that reaches the floor."""
    spark.sparkContext.setCheckpointDir(f"{folder}/checkpoints")
    level = _register(spark, model, records)
    spark.read.parquet(f"{folder}/records.parquet").createOrReplaceTempView("records")
    spark.read.parquet(f"{folder}/keys.parquet").createOrReplaceTempView("keys")
    api = SparkAPI(spark_session=spark, register_udfs_automatically=False)
    linker = Linker(
        api.register("records"), settings(model, records, level), validate_settings=False
    )
    blocked = spark.sql(
        "SELECT DISTINCT '0' AS match_key, one.id AS join_key_l, other.id AS join_key_r"
        " FROM keys AS one JOIN keys AS other ON one.key = other.key AND one.id < other.id"
    )
    blocked.createOrReplaceTempView("blocked")
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
    scored = linker.inference.predict(
        threshold_match_weight=before_one_fact(model, floor), warning_mode="never"
    )
    return spark.sql(_proposed(model, scored.physical_name, floor))


def _register(spark: SparkSession, model: Model, records: int) -> dict[str, str]:
    """Make the levels functions of Spark. Returns field → the call that gives its level."""
    calls = {}
    for field in FIELDS:
        column, fact = COLUMNS.get(field, OF_IDENTIFIERS)
        spark.udf.register(f"level_of_{field}", _level(field, fact), "string")
        calls[field] = f"level_of_{field}({column or field}_l, {column or field}_r)"

    def name_level(mine: list[str], theirs: list[str]) -> str:
        return name_of(model, Facts(names=tuple(mine)), Facts(names=tuple(theirs)))[0]

    def rarity_bits(level: str, mine: list[str], theirs: list[str]) -> int:
        common = set(mine) & set(theirs)
        if not common or model.bits["name"].get(level, 0) <= 0:
            return 0
        return int(model.rarity_bits(int(min(common)[:7]), records))

    spark.udf.register("name_level", name_level, "string")
    spark.udf.register("rarity_bits", rarity_bits, "int")
    calls["name"] = "name_level(names_l, names_r)"
    calls[RARITY] = f"rarity_bits({calls['name']}, heard_l, heard_r)"
    return calls


def _level(field: str, fact: str) -> Callable[[Any, Any], str]:
    def level(mine: Any, theirs: Any) -> str:
        return FIELDS[field](_facts(fact, mine), _facts(fact, theirs))

    return level


def _facts(fact: str, said: Any) -> Facts:
    value: Any = said if isinstance(said, str) else frozenset(said or ())
    return Facts(**{fact: value})


def _proposed(model: Model, scored: str, floor: float) -> str:
    """What is one fact told twice capped together, and the levels by name."""
    together = " + ".join(f"mw_{field}" for field in sorted(TOGETHER))
    levels = ", ".join(
        f"'{field}', CASE gamma_{field} "
        + " ".join(f"WHEN {len(of) - place} THEN '{level}'" for place, level in enumerate(of))
        + " END"
        for field, of in model.levels.items()
    )
    return f"""
        SELECT * FROM (
            SELECT l.person AS left_id, r.person AS right_id, match_weight
                - ({together}) + {one_fact(model, together)} AS weight,
                to_json(map_filter(map({levels}), (field, level) -> level IS NOT NULL)) AS levels
            FROM {scored} JOIN records AS l ON l.id = id_l JOIN records AS r ON r.id = id_r
        ) WHERE weight >= {double(floor)}
    """


if __name__ == "__main__":
    main(sys.argv[1])
