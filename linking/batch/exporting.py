"""The base as two parquet files: records and their keys."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.db import connection

from linking.candidates import BLOCK_CAP

#: What is read of the JSON of `Compared.facts`.
SHAPE = """{"names": ["VARCHAR"], "birth": "VARCHAR", "sex": "VARCHAR", "citizenships": ["VARCHAR"],
 "identifiers": ["VARCHAR"], "address": ["VARCHAR"], "city": "VARCHAR", "postcode": "VARCHAR",
 "traces": ["VARCHAR"]}"""
OF_KIND = "list_filter(f.{of}, lambda one: starts_with(one, '{kind}:')) AS {column}"
KINDS = {
    **dict.fromkeys(
        ("passport", "national_id", "travel_document", "email", "phone"), "identifiers"
    ),
    "offer": "traces",
}
COLUMNS = ",\n".join(
    [
        "f.names, f.birth, f.sex, f.citizenships, f.address, f.city, f.postcode",
        *(OF_KIND.format(of=of, kind=kind, column=kind) for kind, of in KINDS.items()),
        OF_KIND.format(of="traces", kind="flight", column="journey"),
        "list_filter(f.identifiers, lambda one: split_part(one, ':', 1) IN "
        "('bank_account', 'card', 'wallet', 'handle', 'device')) AS account",
    ]
)

Progress = Callable[[str], None]
AT_ONCE = 50_000


def export(folder: Path, *, progress: Progress = lambda said: None) -> int:
    """Write `records.parquet` and `keys.parquet`; an earlier export is left as it is.

    Returns how many records there are. What is there is there whole: it is written beside and
    moved, so a worker that dies leaves nothing half done.
    """
    with _alone(folder.parent):
        if not folder.exists():
            beside = folder.with_suffix(".part")
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(mode=0o700)
            progress("Reading the base")
            _copy(beside / "facts.csv", "SELECT person_id, facts FROM linking_compared")
            _copy(beside / "keys.csv", "SELECT person_id, key FROM linking_linkkey")
            progress("Counting keys")
            _convert(beside)
            beside.rename(folder)
    return records_in(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process of this machine at a time; the lock goes with the process, however it dies."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def records_in(folder: Path) -> int:
    con = duckdb.connect()
    found = con.execute(f"SELECT count(*) FROM '{folder}/records.parquet'").fetchone()
    con.close()
    return int(found[0]) if found else 0


def pairs_in(folder: Path) -> Iterator[tuple[str, str, float, str]]:
    """Left, right, weight and levels as JSON of the pairs that were found elsewhere."""
    con = duckdb.connect()
    query = con.execute(f"SELECT left_id, right_id, weight, levels FROM '{folder}/pairs/*.parquet'")
    while rows := query.fetchmany(AT_ONCE):
        yield from rows
    con.close()


def _copy(path: Path, query: str) -> None:
    with (
        path.open("wb") as file,
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy,
    ):
        for some in copy:
            file.write(some)


def _convert(folder: Path) -> None:
    con = connect(folder)
    con.execute(f"""
        CREATE TABLE facts AS
        SELECT CAST(row_number() OVER (ORDER BY person) - 1 AS INTEGER) AS id, person,
               json_transform(facts, '{SHAPE}') AS f
        FROM read_csv('{folder}/facts.csv', header = false, max_line_size = 10_000_000,
                      columns = {{'person': 'VARCHAR', 'facts': 'JSON'}});
        CREATE TABLE keys AS
        SELECT id, hash(key) AS key, starts_with(key, 'name:') AS is_name
        FROM read_csv('{folder}/keys.csv', header = false,
                      columns = {{'person': 'VARCHAR', 'key': 'VARCHAR'}})
        JOIN facts USING (person);
        CREATE TABLE counts AS
        SELECT key, least(count(*), {BLOCK_CAP + 1}) AS n FROM keys GROUP BY key
        HAVING count(*) > 1;
        COPY (SELECT key, id, n FROM keys JOIN counts USING (key) WHERE n <= {BLOCK_CAP})
          TO '{folder}/keys.parquet';
        COPY (
          SELECT id, person, {COLUMNS}, coalesce(heard, []) AS heard
          FROM facts LEFT JOIN (
            SELECT id, list(format('{{:07d}}|{{}}', n, key)) AS heard
            FROM keys JOIN counts USING (key) WHERE is_name GROUP BY id
          ) USING (id)
        ) TO '{folder}/records.parquet';
    """)
    con.close()
    for name in ("facts.csv", "keys.csv"):
        (folder / name).unlink()


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory, which uses the folder when memory is short."""
    con = duckdb.connect()
    con.execute(
        f"SET memory_limit = '1200MB'; SET temp_directory = '{folder}/spill';"
        "SET preserve_insertion_order = false"
    )
    return con
