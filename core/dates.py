"""Dates of which only a part is known.

Stored as ISO 8601 text of reduced precision: `1998`, `1998-05`, `1998-05-17`, with a closing `~`
when approximate. One column holds value and precision, sorts by time and can be indexed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Any

ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
DAY_FIRST = re.compile(r"(?:(\d{1,2})[/. ])?(\d{1,2}|[a-z]+)[/. ](\d{4})", re.IGNORECASE)
ABOUT = re.compile(r"^(?:about|abt|circa|c\.?|~)\s*|\s*~$", re.IGNORECASE)
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
MONTHS["sept"] = 9
HOW_TO_WRITE = "Write a date as 1998, 1998-05 or 1998-05-17; add ~ when it is approximate."


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. Raises ValueError for a date that does not exist."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("A day needs a month.")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ISO (`1998-05`), day first (`17/5/1998`, `17 May 1998`) or a year, maybe `about`.

        Raises ValueError, in words for the person who typed it.
        """
        bare = ABOUT.sub("", text.strip())
        approximate = bare != text.strip()
        if match := ISO.fullmatch(bare):
            parts: list[Any] = [int(part) for part in match.groups() if part]
        elif match := DAY_FIRST.fullmatch(bare):
            parts = [
                int(match[3]),
                _month(match[2]),
                *([int(match[1])] if match[1] else []),
            ]
        else:
            raise ValueError(f"“{text}” is not a date. {HOW_TO_WRITE}")
        year, month, day = [*parts, None, None][:3]
        try:
            return cls(year, month, day, approximate)
        except ValueError:
            raise ValueError(f"There is no such date as “{text}”. {HOW_TO_WRITE}") from None

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts) + ("~" if self.approximate else "")

    def __lt__(self, other: PartialDate) -> bool:
        return str(self) < str(other)

    @property
    def words(self) -> str:
        """`17 May 1998`, `May 1998`, `1998`; with `about` in front when approximate."""
        parts = [
            str(self.day) if self.day else "",
            calendar.month_abbr[self.month] if self.month else "",
            str(self.year),
        ]
        return ("about " if self.approximate else "") + " ".join(part for part in parts if part)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def may_equal(self, other: PartialDate) -> bool:
        """Whether the known parts of both agree."""
        return self.earliest <= other.latest and other.earliest <= self.latest


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    if number := MONTHS.get(text.lower()):
        return number
    raise ValueError(f"“{text}” is not a month. {HOW_TO_WRITE}")
