"""How well names are compared, on labelled pairs that are not part of the project.

    LINKDATA=folder python -m benchmarks.names

The folder holds `name_cases.csv` (nomenklatura, MIT): columns schema, name1, name2, is_match.
"""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path

from people.names import Decision, compare, parse

Scored = list[tuple[float, bool]]


def main() -> None:
    folder = os.environ.get("LINKDATA")
    if not folder:
        print("Set LINKDATA to the folder that holds name_cases.csv; there is nothing to measure.")
        return
    with (Path(folder) / "name_cases.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Person"]
    pairs = [(parse(row["name1"]), parse(row["name2"])) for row in rows]
    answers = [compare(*pair) for pair in pairs]
    truths = [row["is_match"] == "true" for row in rows]
    scored = [(answer.score, truth) for answer, truth in zip(answers, truths, strict=True)]
    threshold, best = best_f1(scored)
    matched = [answer.decision == Decision.MATCH for answer in answers]
    print(
        f"name_cases: {len(rows)} pairs, best F1 {best:.3f} at {threshold:.2f}, "
        f"AUC {auc(scored):.3f}, F1 of the decision {f1(matched, truths):.3f}, "
        f"{microseconds(pairs):.0f} µs a pair"
    )


def best_f1(scored: Scored) -> tuple[float, float]:
    truths = [truth for _, truth in scored]
    return max(
        ((at, f1([score >= at for score, _ in scored], truths)) for at in {s for s, _ in scored}),
        key=lambda found: found[1],
    )


def f1(said: list[bool], truths: list[bool]) -> float:
    both = sum(one and other for one, other in zip(said, truths, strict=True))
    return 2 * both / (sum(said) + sum(truths))


def auc(scored: Scored) -> float:
    """How often a match scores above a pair that is none; a tie counts half."""
    yes = [score for score, truth in scored if truth]
    no = [score for score, truth in scored if not truth]
    return sum((one > other) + (one == other) / 2 for one in yes for other in no) / (
        len(yes) * len(no)
    )


def microseconds(pairs: list[tuple], rounds: int = 10) -> float:
    start = time.perf_counter()
    for _ in range(rounds):
        for left, right in pairs:
            compare(left, right)
    return (time.perf_counter() - start) / rounds / len(pairs) * 1e6


if __name__ == "__main__":
    main()
