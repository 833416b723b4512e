"""Whether somebody is a child, as far as a partial birth date or a stated age can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.choices import Badge
from core.dates import PartialDate

ADULT_AT = 18


class Majority(Badge):
    CHILD = "child", "danger", "alert-triangle", "Child"
    MAYBE = "maybe", "warning", "question-mark", "May be a child"
    ADULT = "adult", "neutral", "user", "Adult"
    UNKNOWN = "unknown", "neutral", "question-mark", "Age unknown"

    @property
    def is_minor(self) -> bool:
        """Who may be a child is protected as one."""
        return self in (Majority.CHILD, Majority.MAYBE)


@dataclass(frozen=True, slots=True)
class Age:
    """Somebody's age in full years on a day: from the youngest to the oldest that it may be."""

    youngest: int
    oldest: int

    @property
    def words(self) -> str:
        alike = self.youngest == self.oldest
        return str(self.youngest) if alike else f"{self.youngest} to {self.oldest}"


def age_on(
    day: date, *, born: PartialDate | None, stated: int | None, stated_on: date
) -> Age | None:
    """From the birth date, else from the age that was stated on another day."""
    if born:
        return Age(max(0, _years(born.latest, day)), max(0, _years(born.earliest, day)))
    if stated is None:
        return None
    since = _years(stated_on, day)
    return Age(max(0, stated + since), max(0, stated + since + (day != stated_on)))


def majority(age: Age | None) -> Majority:
    if age is None:
        return Majority.UNKNOWN
    if age.oldest < ADULT_AT:
        return Majority.CHILD
    return Majority.MAYBE if age.youngest < ADULT_AT else Majority.ADULT


def _years(start: date, end: date) -> int:
    """Full years from one day to another; below nought when the end is earlier."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
