"""From a list to facts: any of the known columns, each value as people write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from django.core.exceptions import ValidationError
from django_countries import countries

from core.dates import PartialDate
from core.sheets import Sheet, SheetError, of_csv
from linking.model.facts import EMPTY, Facts, compact, words_of
from people.models import normal_form
from people.normalise import SEX_WORDS, fold

IDENTIFIERS = ("national_id", "passport", "phone", "email")
COLUMNS = (
    *("id", "name", "given_name", "family_name", "native_name", "alias"),
    *("birth_date", "sex", "citizenship"),
    *IDENTIFIERS,
    *("address", "city", "postcode", "country"),
)
#: `19981231`, and dates that no calendar has, such as 1998-13-31: a slip tells more than nothing.
DIGITS = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
#: A number that more rows have is the line of an embassy, or a dash, and tells nobody apart.
COMMON = 20
SEPARATORS = re.compile(r"[;|]")


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
    common: int = 0

    def remarks(self) -> Iterator[str]:
        """What whoever gave the file should know, in sentences."""
        if self.ignored:
            yield f"Ignored, as these columns are not known: {', '.join(self.ignored)}."
        for column, number in (+self.unread).items():
            values = "value was" if number == 1 else "values were"
            yield f"{number:,} {values} not understood in {column}, and left out."
        if self.common:
            numbers = "number was" if self.common == 1 else "numbers were"
            yield f"{self.common:,} {numbers} left out that more than {COMMON} rows have."


def read(lines: Iterable[str]) -> Reading:
    """Read a CSV file, its first line the names of the columns.

    Raises SheetError for what is no list, for one without any known column, or an id that two rows
    have.
    """
    sheet = of_csv(lines)
    names = _names_of(sheet)
    reading = Reading(ignored=[name for name in names if name not in COLUMNS])
    taken: set[str] = set()
    for number, cells in sheet.lines:
        row = zip(names, cells, strict=True)
        values = {name: cell for name, cell in row if name in COLUMNS}
        own = values.pop("id", "") or str(number)
        if own in taken:
            raise SheetError(f"Line {number}: the id {own} is there twice; make it unique.")
        taken.add(own)
        reading.rows.append(Listed(own, _facts(values, reading.unread)))
    _leave_out_common(reading)
    return reading


def _leave_out_common(reading: Reading) -> None:
    held = Counter(chain.from_iterable(row.facts.identifiers for row in reading.rows))
    common = {one for one, rows in held.items() if rows > COMMON}
    reading.common = len(common)
    for place, row in enumerate(reading.rows):
        if row.facts.identifiers & common:
            told = replace(row.facts, identifiers=row.facts.identifiers - common)
            reading.rows[place] = replace(row, facts=told)


def _names_of(sheet: Sheet) -> list[str]:
    names = [column.lower() for column in sheet.columns]
    if not set(names) & set(COLUMNS) - {"id", "country"}:
        raise SheetError(f"The first line must name columns, any of: {', '.join(COLUMNS)}.")
    return names


def _facts(row: dict[str, str], unread: Counter[str]) -> Facts:
    citizenships, birth = _countries(row.get("citizenship", "")), _birth(row.get("birth_date", ""))
    sex = SEX_WORDS.get(row.get("sex", "").casefold(), "")
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
