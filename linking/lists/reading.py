"""From a CSV file to facts: any of the known columns, each value as people write it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django_countries import countries

from core.dates import PartialDate
from linking.model.facts import EMPTY, Facts, compact, words_of
from people.models import normal_form
from people.normalise import fold

IDENTIFIERS = ("national_id", "passport", "phone", "email")
COLUMNS = (
    *("id", "name", "given_name", "family_name", "native_name", "alias"),
    *("birth_date", "sex", "citizenship"),
    *IDENTIFIERS,
    *("address", "city", "postcode", "country"),
)
SEXES = {
    **dict.fromkeys(("f", "female", "woman", "feminine", "p", "perempuan", "女"), "female"),
    **dict.fromkeys(("m", "male", "man", "masculine", "l", "lelaki", "男"), "male"),
    **dict.fromkeys(("x", "other"), "other"),
}
#: `19981231`, and dates that no calendar has, such as 1998-13-31: a slip tells more than nothing.
DIGITS = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
SEPARATORS = re.compile(r"[;|]")


class NoListError(Exception):
    """The file is no list of people; says in words what to do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list; `id` is its own, or the number of its line."""

    id: str
    facts: Facts


@dataclass(slots=True)
class Reading:
    """The rows, and what of the file was not understood."""

    rows: list[Listed] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def remarks(self) -> Iterator[str]:
        """What whoever gave the file should know, in sentences."""
        if self.ignored:
            yield f"Ignored, as these columns are not known: {', '.join(self.ignored)}."
        for column, number in (+self.unread).items():
            values = "value was" if number == 1 else "values were"
            yield f"{number:,} {values} not understood in {column}, and left out."


def read(lines: Iterable[str]) -> Reading:
    """Read a CSV file, its first line the names of the columns.

    Raises NoListError for an empty file, one without any known column, a row with too many fields,
    or an id that two rows have.
    """
    table = csv.DictReader(lines, skipinitialspace=True)
    reading = Reading(ignored=_ignored(table))
    taken: set[str] = set()
    for row in table:
        if None in row:
            raise NoListError(
                f"Line {table.line_num} has more fields than the first line: put quotation marks "
                "around a value with a comma."
            )
        values = {name: (row[name] or "").strip() for name in row if name in COLUMNS}
        own = values.pop("id", "") or str(table.line_num)
        if own in taken:
            raise NoListError(
                f"Line {table.line_num}: the id {own} is there twice; make it unique."
            )
        taken.add(own)
        reading.rows.append(Listed(own, _facts(values, reading.unread)))
    return reading


def _ignored(table: csv.DictReader[str]) -> list[str]:
    try:
        found = [name.strip().lower() for name in table.fieldnames or []]
    except csv.Error as error:
        raise NoListError(f"This is not a CSV file that can be read: {error}.") from error
    if not set(found) & set(COLUMNS) - {"id", "country"}:
        raise NoListError(f"The first line must name columns, any of: {', '.join(COLUMNS)}.")
    table.fieldnames = found
    return [name for name in found if name not in COLUMNS]


def _facts(row: dict[str, str], unread: Counter[str]) -> Facts:
    citizenships, birth = _countries(row.get("citizenship", "")), _birth(row.get("birth_date", ""))
    sex = SEXES.get(row.get("sex", "").lower(), "")
    unread["birth_date"] += bool(row.get("birth_date")) and not birth
    unread["sex"] += bool(row.get("sex")) and not sex
    return Facts(
        names=tuple(dict.fromkeys(_names(row))),
        birth=birth,
        sex=sex,
        citizenships=citizenships,
        identifiers=frozenset(_identifiers(row, min(citizenships, default=""))),
        address=words_of(row.get("address", "")),
        city=fold(row.get("city", "")),
        postcode=compact(row.get("postcode", "")),
    )


def _names(row: dict[str, str]) -> Iterator[str]:
    parts = f"{row.get('given_name', '')} {row.get('family_name', '')}".strip()
    # A whole name tells more than its parts put together: `bin` is in none of them.
    yield from filter(None, [row.get("name") or parts])
    for column in ("native_name", "alias"):
        yield from filter(None, map(str.strip, SEPARATORS.split(row.get(column, ""))))


def _birth(text: str) -> str:
    if match := DIGITS.fullmatch(text):
        return "-".join(match.groups())
    try:
        return str(PartialDate.parse(text)) if text else ""
    except ValueError:
        return ""


def _countries(text: str) -> frozenset[str]:
    """Codes of two or three letters, or English names; what is none of them stands for itself."""
    parts = [part.strip() for part in SEPARATORS.split(text) if part.strip()]
    return (
        frozenset(
            countries.alpha2(part.upper()) or countries.by_name(part) or fold(part)
            for part in parts
        )
        or EMPTY
    )


def _identifiers(row: dict[str, str], country: str) -> Iterator[str]:
    """In their normal form; a number that is none is compared by its letters and digits."""
    told = row.get("country", "").upper()
    region = told if len(told) == 2 and told in countries else country
    for kind in IDENTIFIERS:
        for text in filter(None, map(str.strip, SEPARATORS.split(row.get(kind, "")))):
            try:
                value = normal_form(kind, text, region if len(region) == 2 else "")
            except ValidationError:
                value = fold(text).replace(" ", "").upper()
            if value:
                yield f"{kind}:{value}"
