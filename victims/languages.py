"""The languages that forms offer: ISO 639-2 codes, and of 639-3 where that has none of its own."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "languages.csv"


@cache
def languages() -> list[tuple[str, str]]:
    """(code, English name), those met most first."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["name"]) for row in csv.DictReader(file)]


def language_name(code: str) -> str:
    return dict(languages()).get(code, code)
