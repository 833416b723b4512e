"""The two runners of the model: Splink on DuckDB for all records, plain Python for one."""

import json
from collections import Counter
from random import Random
from uuid import UUID

import duckdb
import pyarrow as pa
import pytest
from django.db import connection

from config import generate
from linking import model
from linking.batch import comparing, exporting
from linking.batch.comparing import LEVELS, sided
from linking.batch.exporting import COLUMNS, SHAPE
from linking.batch.settings import LEVEL
from linking.model import Base, Facts, weigh
from linking.model.scoring import levels_of
from linking.models import Compared, LinkKey

MODEL = model.read()
EVERYTHING = -200.0
PEOPLE = 2_600


@pytest.fixture
def folder(db, tmp_path):
    generate.into_database(PEOPLE, 11)
    exporting.export(tmp_path / "base")
    return tmp_path / "base"


def online(found, records):
    """What the Python scorer says of the same pairs."""
    facts = {pk: Facts.from_json(kept) for pk, kept in Compared.objects.values_list("pk", "facts")}
    keys = {pk: set() for pk in facts}
    for pk, key in LinkKey.objects.filter(key__startswith="name:").values_list("person_id", "key"):
        keys[pk].add(key)
    base = Base(records, Counter(key for own in keys.values() for key in own))
    for pair in found:
        left, right = UUID(pair.left), UUID(pair.right)
        sharing = base.sharing(keys[left], keys[right])
        yield pair, weigh(MODEL, base, facts[left], facts[right], sharing, EVERYTHING)


def test_both_runners_give_every_pair_the_same_weight_and_levels(folder):
    found = list(
        comparing.compare_part(folder, MODEL, records=10_000, part=0, of=1, floor=EVERYTHING)
    )

    assert len(found) >= 20_000
    for pair, answer in online(found, 10_000):
        assert answer is not None
        weight, levels = answer
        assert pair.levels == levels
        assert pair.weight == pytest.approx(weight, abs=1e-6)


def test_the_bound_loses_no_pair_and_parts_are_the_whole_in_any_number(folder):
    whole = set(_pairs(folder, part=0, of=1, floor=EVERYTHING))
    strong = {pair for pair in whole if pair[2] >= MODEL.possible}

    parts = [set(_pairs(folder, part=n, of=3, floor=MODEL.possible)) for n in range(3)]

    assert set.union(*parts) == strong
    assert sum(map(len, parts)) == len(strong)


def _pairs(folder, **part):
    for pair in comparing.compare_part(folder, MODEL, records=10_000, **part):
        yield pair.left, pair.right, round(pair.weight, 6)


def test_a_second_export_leaves_the_first_as_it_is(folder):
    before = (folder / "records.parquet").stat().st_mtime_ns
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM linking_compared")

    assert exporting.export(folder) == PEOPLE
    assert (folder / "records.parquet").stat().st_mtime_ns == before


PARTS = {
    "birth": [
        "", "1998-05-17", "1998-05-18", "1998-17-05", "1989-05-17", "1998-05", "1998", "1999~",
        "1971-05-17", "1998-11-02", "1960", "1998-06",
    ],
    "sex": ["", "female", "male"],
    "citizenships": [[], ["MY"], ["MY", "TW"], ["PE"]],
    "identifiers": [
        [], ["passport:A1234567"], ["passport:A1234568", "phone:+60123456789"], ["passport:X99"],
        ["email:mei.ling@mail.example", "national_id:980517101234"],
        ["email:mei.ling@post.example"],
        ["email:mei.lingg@mail.example"], ["email:ali@post.example", "handle:telegram:mei"],
        ["national_id:980517101235", "handle:telegram:mei", "bank_account:12345678"],
        ["travel_document:E123456", "phone:+60123456789"], ["travel_document:E123457"],
    ],
    "address": [[], ["12", "jalan", "meru"], ["12", "jalan", "kapar"], ["9", "lorong"], ["meru"]],
    "city": ["", "klang", "kelang", "lima"],
    "postcode": ["", "41050", "41005", "41051", "15026"],
    "traces": [[], ["flight:KL809+2023-09-29"], ["offer:phone:+60123456789"],
               ["flight:KL809+2023-09-29", "offer:phone:+601"]],
}  # fmt: skip


def made(rng):
    chosen = {field: rng.choice(values) for field, values in PARTS.items()}
    return Facts.from_json({"names": [], **chosen})


def test_sql_and_python_tell_the_same_level_of_every_field():
    """Also where generated people are silent: e-mails, accounts, slips in documents, dates of no
    calendar."""
    rng = Random(5)
    facts = [made(rng) for _ in range(160)]
    con = duckdb.connect()
    con.execute(LEVELS.read_text(encoding="utf-8"))
    rows = pa.table({"id": range(len(facts)), "facts": [json.dumps(f.as_json()) for f in facts]})
    con.register("kept", rows)
    con.execute(f"CREATE TABLE records AS SELECT id, {COLUMNS} FROM ("
                f"SELECT id, json_transform(facts, '{SHAPE}') AS f FROM kept)")  # fmt: skip
    fields = [field for field in LEVEL if field not in ("name", "rarity")]
    said = ", ".join(sided(LEVEL[field]) for field in fields)
    query = f"SELECT l.id, r.id, {said} FROM records AS l JOIN records AS r ON l.id < r.id"

    rows = con.execute(query).fetchall()

    assert len(rows) == 160 * 159 // 2
    for left, right, *levels in rows:
        in_python = levels_of(facts[left], facts[right])
        assert {f: level for f, level in zip(fields, levels, strict=True) if level} == in_python
