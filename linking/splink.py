"""What Splink estimates, on DuckDB. Only the worker has both, so this is imported where needed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker

from linking.alternatives import DECIDED, Alternatives, Shares
from linking.model import Facts, Model
from people.names import parse, sounds

#: Two ways to meet; what one of them rests on, the other estimates.
PASSES = (
    "l.birth = r.birth AND length(l.birth) = 10 AND length(r.birth) = 10",
    "l.name = r.name",
)
#: Of expectation maximisation: in five it settles to three digits, and each further round squares
#: the probability of a level that no match has, until Splink refuses the number.
ROUNDS = 5


class Trainer:
    """Records in DuckDB, and the levels as functions of two of their numbers."""

    def __init__(
        self,
        known: Sequence[Facts],
        humans: Sequence[str],
        fields: list[Alternatives],
        one_of_each: list[int],
    ) -> None:
        self.fields, self.size, self.has_truth = fields, len(known), bool(humans)
        connection = duckdb.connect()
        for one in fields:
            level = _of_numbers(known, one)
            connection.create_function(_function(one), level, ["BIGINT", "BIGINT"], "VARCHAR")
        _fill(connection, known, humans, set(one_of_each))
        self.api = DuckDBAPI(connection)

    def random(self, pairs: int, seed: int) -> Shares:
        """u: how often each level comes up between random records of different humans."""
        linker = self._linker("single", _settings(self.fields, None, 1e-6))
        linker.training.estimate_u_using_random_sampling(
            max_pairs=pairs, seed=seed, min_count_per_level=None
        )
        return _read(linker, "u_probability")

    def matched(self, start: Model, pairs: float) -> Shares:
        """m: how often each comes up between records of one human, beginning with those of
        `start`, whose u it takes as known."""
        prior = max(pairs, 1) / (self.size * (self.size - 1) / 2)
        linker = self._linker("record", _settings(self.fields, start, prior))
        if self.has_truth:
            linker.training.estimate_m_from_label_column("human")
        else:
            for rule in PASSES:
                linker.training.estimate_parameters_using_expectation_maximisation(rule)
        return _read(linker, "m_probability")

    def _linker(self, table: str, settings: dict[str, Any]) -> Linker:
        return Linker(self.api.register(table), settings, log_level=logging.ERROR)


def _function(one: Alternatives) -> str:
    return f"{one.title}_level"


def _of_numbers(known: Sequence[Facts], one: Alternatives) -> Callable[[int, int], str]:
    """The level by the numbers of both records. Splink asks once a level, so it is kept."""

    def level(a: int, b: int) -> str:
        return one.level(known[a], known[b])

    return lru_cache(maxsize=50_000)(level)


def _fill(connection: Any, known: Sequence[Facts], humans: Sequence[str], single: set[int]) -> None:
    """A row a record: its number, what the passes meet by, and which human it is."""
    connection.execute(
        "CREATE TABLE record (unique_id BIGINT, number BIGINT, name VARCHAR, birth VARCHAR,"
        " human VARCHAR, is_single BOOLEAN)"
    )
    rows = [
        [at, at, _heard(one), one.birth or None, humans[at] if humans else None, at in single]
        for at, one in enumerate(known)
    ]
    connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE TABLE single AS SELECT * FROM record WHERE is_single")


def _heard(facts: Facts) -> str | None:
    return "+".join(sorted(sounds(parse(facts.names[0])))) if facts.names else None


def _settings(fields: list[Alternatives], start: Model | None, prior: float) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "blocking_rules_to_generate_predictions": list(PASSES),
        "probability_two_random_records_match": prior,
        "max_iterations": ROUNDS,
        "comparisons": [_comparison(one, start) for one in fields],
    }


def _comparison(one: Alternatives, start: Model | None) -> dict[str, Any]:
    """A comparison of Splink. Naming the column tells it which pass cannot estimate it."""
    level = f"{_function(one)}(number_l, number_r)"
    column = one.field if one.field in ("name", "birth") else "number"
    nothing = f"{column}_l IS NULL OR {column}_r IS NULL OR {level} = ''"
    conditions = [(f"{level} = '{name}'", name) for name in one.levels]
    return {
        "output_column_name": one.title,
        "comparison_levels": [
            {"sql_condition": nothing, "label_for_charts": "nothing", "is_null_level": True},
            *(
                {"sql_condition": condition, "label_for_charts": name, **_known(one, name, start)}
                for condition, name in [*conditions, ("ELSE", one.otherwise)]
            ),
        ],
    }


def _known(one: Alternatives, level: str, start: Model | None) -> dict[str, Any]:
    """The probabilities to begin with."""
    if start is None:
        return {}
    of = start.levels[one.field]
    if level in of:
        m, u = of[level]
    else:
        m, u = (max(1 - sum(of[name][at] for name in one.levels), 0.01) for at in (0, 1))
    is_fixed = (one.field, level) in DECIDED
    return {"m_probability": m, "u_probability": u, "fix_m_probability": is_fixed}


def _read(linker: Linker, kind: str) -> Shares:
    """What Splink learnt; a level that it never saw has a sentence in the place of a number."""
    return {
        comparison["output_column_name"]: {
            level["label_for_charts"]: level[kind]
            for level in comparison["comparison_levels"]
            if isinstance(level.get(kind), float)
        }
        for comparison in linker.misc.save_model_to_json()["comparisons"]
    }
