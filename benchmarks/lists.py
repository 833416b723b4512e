"""How well duplicates are found in labelled lists, beside Splink alone on the same rows.

    [LINKDATA=folder] python -m benchmarks.lists [--people 20000]

The folder holds FEBRL's dataset1.csv, dataset4a.csv and dataset4b.csv (BSD-3), and fake_1000.csv
and historical_figures_with_errors_50k.parquet of splink_datasets (MIT). Without it, only generated
people are measured, of whom it is known who is who.
"""

from __future__ import annotations

import argparse
import csv
import logging
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import django
import pyarrow as pa
import pyarrow.parquet as pq
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL"):
    os.environ.setdefault(name, "postgres://none/none")  # Nothing is asked of any of them.
django.setup()

from config import generate  # noqa: E402 – once Django is set up
from linking import lists, model  # noqa: E402
from people.names import tables  # noqa: E402

Row = dict[str, str]
Loaded = tuple[list[Row], list[str]]
#: The weight of a pair, and whether it is one human.
Scored = tuple[float, bool]
#: (precision, recall): what a decision *same* has to reach.
WANTED = ((0.99, 0.0), (0.0, 0.95))


def febrl(*names: str) -> Callable[[Path], Loaded]:
    def load(folder: Path) -> Loaded:
        rows, humans = [], []
        for name in names:
            with (folder / name).open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, skipinitialspace=True):
                    street = f"{row['street_number']} {row['address_1']} {row['address_2']}"
                    rows.append({
                        "id": row["rec_id"], "given_name": row["given_name"],
                        "family_name": row["surname"], "birth_date": row["date_of_birth"],
                        "address": street.strip(), "city": row["suburb"],
                        "postcode": row["postcode"],
                    })  # fmt: skip
                    humans.append(row["rec_id"].split("-")[1])
        return rows, humans

    return load


def fake_1000(folder: Path) -> Loaded:
    with (folder / "fake_1000.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    rows = [
        {"id": row["unique_id"], "given_name": row["first_name"], "family_name": row["surname"],
         "birth_date": row["dob"], "city": row["city"], "email": row["email"]}
        for row in found
    ]  # fmt: skip
    return rows, [row["cluster"] for row in found]


def historical_50k(folder: Path) -> Loaded:
    table = pq.read_table(folder / "historical_figures_with_errors_50k.parquet")
    found = [{name: value or "" for name, value in row.items()} for row in table.to_pylist()]
    rows = [
        {"id": row["unique_id"], "given_name": row["first_name"], "family_name": row["surname"],
         "birth_date": row["dob"], "city": row["birth_place"], "postcode": row["postcode_fake"],
         "sex": row["gender"]}
        for row in found
    ]  # fmt: skip
    return rows, [row["cluster"] for row in found]


LISTS: dict[str, Callable[[Path], Loaded]] = {
    "FEBRL 1, without ids": febrl("dataset1.csv"),
    "FEBRL 4, without ids": febrl("dataset4a.csv", "dataset4b.csv"),
    "fake_1000": fake_1000,
    "historical_50k": historical_50k,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lists", description=__doc__)
    parser.add_argument("--people", type=int, default=20_000, help="generated people")
    options = parser.parse_args()
    tables.use(tables.Shipped())
    in_force = model.read()
    print(f"{'':36}{'P':>8}{'R':>8}{'F1':>8}{'best F1':>9}{'seconds':>9}")
    if folder := os.environ.get("LINKDATA"):
        for name, load in LISTS.items():
            rows, humans = load(Path(folder))
            measure(name, rows, humans, in_force)
            splink_alone(rows, humans)
    else:
        print("LINKDATA is not set: the labelled lists are left out.")
    measure(f"{options.people:,} generated", *generated(options.people), in_force)


def generated(people: int) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        listed, truth = Path(folder) / "people.csv", Path(folder) / "truth.csv"
        generate.into_files(people, 5, to=listed, truth=truth)
        with listed.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with truth.open(encoding="utf-8", newline="") as file:
            human = {row["id"]: row["human"] for row in csv.DictReader(file)}
    return rows, [human[row["id"]] for row in rows]


def measure(name: str, rows: list[Row], humans: list[str], used: model.Model) -> None:
    begun = time.perf_counter()
    reading = lists.read(as_csv(rows))
    facts = [row.facts for row in reading.rows]
    found = lists.within(facts, used, floor=used.possible, processes=os.cpu_count() or 1)
    seconds = time.perf_counter() - begun
    scored = [(one.weight, humans[one.left] == humans[one.right]) for one in found]
    say(f"{name}, listed", scored, used.possible, pairs_of(humans), seconds)
    say("   of these called a match", scored, used.match, pairs_of(humans))
    for wanted in WANTED:
        say_where(scored, pairs_of(humans), *wanted)


def say(
    name: str, scored: list[Scored], at: float, true: int, seconds: float | None = None
) -> None:
    said = [is_true for weight, is_true in scored if weight >= at]
    precision = sum(said) / max(1, len(said))
    recall = sum(said) / true
    f1 = 2 * sum(said) / (len(said) + true)
    took = "" if seconds is None else f"{seconds:>9.1f}"
    print(f"{name:36}{precision:>8.3f}{recall:>8.3f}{f1:>8.4f}{best(scored, true):>9.4f}{took}")


def best(scored: list[Scored], true: int) -> float:
    """The F1 at the threshold that happens to fit this list best."""
    return max((2 * p * r / (p + r) for _, p, r in curve(scored, true) if p), default=0.0)


def say_where(scored: list[Scored], true: int, precision: float, recall: float) -> None:
    """The threshold of best recall, or precision, at which both are at least so much."""
    found = [one for one in curve(scored, true) if one[1] >= precision and one[2] >= recall]
    name = f"   where P ≥ {precision:g}" if precision else f"   where R ≥ {recall:g}"
    if not found:
        print(f"{name:36}{'nowhere':>8}")
        return
    weight, p, r = max(found, key=lambda one: one[2] if precision else one[1])
    print(f"{name:36}{p:>8.3f}{r:>8.3f}{2 * p * r / (p + r):>8.4f}  from {weight:.1f} bits")


def curve(scored: list[Scored], true: int) -> Iterator[tuple[float, float, float]]:
    """Weight, precision and recall of all pairs from that weight on, for each weight there is."""
    hits = number = 0
    for weight, pairs in groupby(sorted(scored, reverse=True), key=lambda one: one[0]):
        for _, is_true in pairs:
            hits += is_true
            number += 1
        yield weight, hits / number, hits / true


def pairs_of(humans: list[str]) -> int:
    return sum(number * (number - 1) // 2 for number in Counter(humans).values())


def as_csv(rows: list[Row]) -> Iterator[str]:
    class Echo:
        def write(self, line: str) -> str:
            return line

    writer = csv.DictWriter(Echo(), list(rows[0]))
    yield writer.writerow({name: name for name in rows[0]})
    yield from (writer.writerow(row) for row in rows)


def splink_alone(rows: list[Row], humans: list[str]) -> None:
    """Splink as its guides set it up: trained on the list itself, pairs of p ≥ .95."""
    begun = time.perf_counter()
    table = pa.table({name: [row[name] or None for row in rows] for name in rows[0]})
    api = DuckDBAPI()
    settings = splink_settings(list(rows[0]))
    linker = Linker(api.register(table), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7)
    for rule in (block_on("birth_date"), block_on("family_name", "given_name")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_weight=-5).as_record_list()
    human = {row["id"]: one for row, one in zip(rows, humans, strict=True)}
    scored = [(p["match_weight"], human[p["id_l"]] == human[p["id_r"]]) for p in pairs]
    took = time.perf_counter() - begun
    say("   Splink alone, p ≥ .95", scored, 4.25, pairs_of(humans), took)


def splink_settings(columns: list[str]) -> SettingsCreator:
    compared = [cl.JaroWinklerAtThresholds(name, [0.92, 0.8]) for name in columns
                if name not in ("id", "birth_date", "postcode", "sex")]  # fmt: skip
    exact = [cl.ExactMatch(name) for name in ("postcode", "sex") if name in columns]
    births = cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2])
    blocks = [
        *[("birth_date",), ("postcode",), ("email",)],
        *[("given_name", "family_name"), ("family_name", "city"), ("given_name", "city")],
        ("given_name", "postcode"),
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[births, *compared, *exact],
        blocking_rules_to_generate_predictions=[
            block_on(*rule) for rule in blocks if set(rule) <= set(columns)
        ],
    )


if __name__ == "__main__":
    main()
