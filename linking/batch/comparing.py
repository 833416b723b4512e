"""One part of the comparison of all records: blocks, a bound, the names, then Splink."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker

from linking.batch.exporting import connect
from linking.batch.settings import (
    before_one_fact,
    bits_sql,
    double,
    one_fact,
    rarity_sql,
    settings,
)
from linking.model import Facts, Model
from linking.model.scoring import name_of
from linking.model.words import TOGETHER

LEVELS = Path(__file__).parent / "levels.sql"
AT_ONCE = 50_000

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A pair that reached the floor: persons in their order, weight in bits, field → level."""

    left: str
    right: str
    weight: float
    levels: dict[str, str]

    @property
    def levels_json(self) -> str:
        return json.dumps(self.levels)


def compare_part(
    folder: Path, model: Model, *, records: int, part: int, of: int, floor: float
) -> Iterator[Proposed]:
    """Every pair that reaches the floor and whose lower record is of this part.

    `records` is how many the base counts for: what the model's prior and rarity rest on.
    """
    con = connect(folder)
    con.execute("SET threads = 1")
    con.execute(LEVELS.read_text(encoding="utf-8"))
    con.execute(f"CREATE VIEW records AS SELECT * FROM '{folder}/records.parquet'")
    _block(con, folder, part, of)
    names = _names(con, model, records, floor)
    try:
        yield from _predict(con, model, records, names, floor) if names else ()
    finally:
        con.close()


def _block(con: duckdb.DuckDBPyConnection, folder: Path, part: int, of: int) -> None:
    con.execute(f"""
        CREATE TABLE blocked AS
        SELECT DISTINCT one.id AS left_id, other.id AS right_id
        FROM '{folder}/keys.parquet' AS one
        JOIN '{folder}/keys.parquet' AS other ON one.key = other.key AND one.id < other.id
        WHERE one.id % {of} = {part}
    """)


def _names(
    con: duckdb.DuckDBPyConnection, model: Model, records: int, floor: float
) -> dict[Pair, tuple[str, int]]:
    """(level of the name, bits of its rarity) of each pair that may still reach the floor.

    All but the name is weighed in SQL first: most pairs cannot reach the floor whatever their
    names say, and names cost most.
    """
    alone = " + ".join(
        bits_sql(model, field) for field in model.levels if field not in {"name", *TOGETHER}
    )
    together = " + ".join(bits_sql(model, field) for field in sorted(TOGETHER))
    query = con.execute(f"""
        SELECT * FROM (
            SELECT left_id, right_id, l.names, r.names, sharing(l.heard, r.heard) AS sharing,
                {double(model.prior(records))} + {sided(alone)}
                + {one_fact(model, sided(together))} AS weight
            FROM blocked JOIN records AS l ON l.id = left_id JOIN records AS r ON r.id = right_id
        ) WHERE weight + greatest(0, {double(model.same_name)} + {rarity_sql(model, records)})
            >= {double(floor)}
    """)
    found: dict[Pair, tuple[str, int]] = {}
    while rows := query.fetchmany(AT_ONCE):
        for left, right, mine, theirs, sharing, weight in rows:
            level, bits, rarity = _said(model, records, mine, theirs, sharing)
            if weight + bits + rarity >= floor:
                found[left, right] = level, int(rarity)
    return found


def sided(sql: str) -> str:
    """`birth_l` as a column of the left record."""
    return re.sub(r"\b(\w+)_([lr])\b", r"\2.\1", sql)


def _said(
    model: Model, records: int, mine: list[str], theirs: list[str], sharing: int
) -> tuple[str, float, float]:
    level, *_ = name_of(model, Facts(names=tuple(mine)), Facts(names=tuple(theirs)))
    if not level:
        return "", 0, 0
    bits = model.bits["name"][level]
    rarity = model.rarity_bits(sharing, records) if sharing and bits > 0 else 0
    return level, bits, rarity


def _predict(
    con: duckdb.DuckDBPyConnection,
    model: Model,
    records: int,
    names: dict[Pair, tuple[str, int]],
    floor: float,
) -> Iterator[Proposed]:
    """What Splink says of the pairs that are left, with what is one fact capped together."""
    con.create_function("name_level", lambda a, b: names[a, b][0], [int, int], str)
    con.create_function("rarity_bits", lambda a, b: names[a, b][1], [int, int], int)
    con.register("pairs", _pairs(names))
    con.execute("CREATE TABLE chosen AS SELECT '0' AS match_key, * FROM pairs")
    con.execute(
        "CREATE TABLE compared AS SELECT * EXCLUDE (heard, names) FROM records WHERE id IN "
        "(SELECT join_key_l FROM chosen UNION SELECT join_key_r FROM chosen)"
    )
    api = DuckDBAPI(connection=con)
    linker = Linker(
        api.register("compared"),
        settings(model, records),
        validate_settings=False,
        log_level=logging.ERROR,
    )
    linker.table_management.register_blocked_pairs_for_predict(api.register("chosen"))
    scored = linker.inference.predict(
        threshold_match_weight=before_one_fact(model, floor), warning_mode="never"
    ).physical_name
    yield from _proposed(con, model, scored, floor)


def _pairs(names: dict[Pair, Any]) -> pa.Table:
    left, right = zip(*names, strict=True)
    return pa.table(
        {"join_key_l": pa.array(left, pa.int32()), "join_key_r": pa.array(right, pa.int32())}
    )


def _proposed(
    con: duckdb.DuckDBPyConnection, model: Model, scored: str, floor: float
) -> Iterator[Proposed]:
    fields = list(model.levels)
    together = " + ".join(f"mw_{field}" for field in sorted(TOGETHER))
    query = con.execute(f"""
        SELECT l.person, r.person, match_weight
            - ({together}) + {one_fact(model, together)} AS weight,
            {", ".join(f"gamma_{field}" for field in fields)}
        FROM {scored} JOIN records AS l ON l.id = id_l JOIN records AS r ON r.id = id_r
        WHERE weight >= {double(floor)}
    """)
    level_of = {field: _by_gamma(list(model.levels[field])) for field in fields}
    while rows := query.fetchmany(AT_ONCE):
        for left, right, weight, *gammas in rows:
            levels = {
                field: level_of[field][gamma]
                for field, gamma in zip(fields, gammas, strict=True)
                if gamma >= 0
            }
            yield Proposed(left, right, weight, levels)


def _by_gamma(levels: list[str]) -> dict[int, str]:
    """Splink numbers levels from the last, which is the ELSE that never comes up."""
    return {len(levels) - place: level for place, level in enumerate(levels)}
