"""How long a protection order lasts, from a table that can be edited without touching code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

RULES = Path(__file__).parent / "data" / "order_rules.csv"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the law says of one type of order; `days` is None where it ends by no time."""

    statute: str
    days: int | None
    source: str
    unverified: bool


@cache
def rules() -> dict[str, Rule]:
    """Type of order → its rule."""
    with RULES.open(encoding="utf-8", newline="") as file:
        return {
            row["type"]: Rule(
                row["statute"],
                int(row["days"]) if row["days"] else None,
                row["source"],
                bool(row["unverified"]),
            )
            for row in csv.DictReader(file)
        }


def expiry(kind: str, effective_on: date) -> date | None:
    """The day on which such an order ends, as far as a rule says so."""
    rule = rules().get(kind)
    return effective_on + timedelta(days=rule.days) if rule and rule.days else None
