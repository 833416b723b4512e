"""The one reader of lists that people send: CSV or XLSX, by what is in it. Refuses in words."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

MOST_MB = 20
MOST_COLUMNS = 100
#: What the parts of a workbook may come to when they are unpacked, and how far down its cells lie:
#: all the empty ones before the last are kept in memory.
MOST_UNPACKED_MB = 100
MOST_ROWS = 50_000

DELIMITERS = ",;\t|"
#: `=…`, and what else spreadsheets run: `+cmd|…`, `@SUM(…`. A telephone number is none of it.
FORMULA = re.compile(r"=|[+\-@].*(\||[A-Za-z]\()")
#: A name of a column has neither a date nor a long number in it.
DATA = re.compile(r"\d{4,}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
TOO_LARGE = f"The file has more than {MOST_MB} MB: divide it, and send each part."
NEITHER = "This is neither a CSV nor an XLSX file, whatever its name says."
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d+)\"[^>]*>(\s*<(?:\w+:)?f\b)?")
ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")

#: The number of the line in the file, and its cells.
Line = tuple[int, list[str]]


class SheetError(Exception):
    """The file is no list that can be read; says in words what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names of the columns, and the lines under them that are not empty: a cell a column.

    What is wrong with a line is raised when it is reached.
    """

    columns: list[str]
    lines: Iterator[Line]


def read(content: bytes) -> Sheet:
    """A file that somebody sent."""
    if len(content) > MOST_MB * 2**20:
        raise SheetError(TOO_LARGE)
    if content.startswith(OLD_EXCEL):
        raise SheetError("This is an old or locked Excel file: save it as XLSX without a password.")
    if content.startswith(b"PK"):
        return _sheet(_xlsx(content))
    return of_csv(io.StringIO(text_of(content), newline=""))


def text_of(content: bytes) -> str:
    """The text of a CSV file."""
    if not content.startswith(UTF_16) and b"\0" in content:
        raise SheetError(NEITHER)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetError("The file is not UTF-8: save it as CSV UTF-8.") from error


def of_csv(lines: Iterable[str]) -> Sheet:
    """The lines of a CSV file; commas, semicolons or tabs stand between the values."""
    lines = iter(lines)
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    return _sheet(
        _csv(csv.reader(chain([first], lines), delimiter=delimiter, skipinitialspace=True))
    )


def _csv(reader: Any) -> Iterator[Line]:
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise SheetError(f"This is not a CSV file that can be read: {error}.") from error


# Header and lines --------------------------------------------------------------------------------


def _sheet(lines: Iterator[Line]) -> Sheet:
    lines = ((number, cells) for number, cells in lines if any(cells))
    _, first = next(lines, (0, []))
    columns = _columns(first)
    return Sheet(columns, _under(columns, lines))


def _columns(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    if not cells:
        raise SheetError("The file is empty.")
    _check_width(len(cells))
    if "" in cells:
        raise SheetError(f"Column {cells.index('') + 1} has no name: write one in the first line.")
    if data := next(filter(DATA.search, cells), None):
        raise SheetError(f"The first line must name the columns, but has “{data[:40]}” in it.")
    folded = [cell.casefold() for cell in cells]
    if twice := next((cell for cell in cells if folded.count(cell.casefold()) > 1), None):
        raise SheetError(f"Two columns are called “{twice}”: rename one of them.")
    return cells


def _check_width(columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise SheetError(
            f"The file has more than {MOST_COLUMNS} columns: delete those that are not needed."
        )


def _under(columns: list[str], lines: Iterator[Line]) -> Iterator[Line]:
    width = len(columns)
    for number, cells in lines:
        if any(cells[width:]):
            raise SheetError(
                f"Line {number} has more fields than the first line: put quotation marks around "
                "a value with a comma."
            )
        cells = (cells + [""] * width)[:width]
        for column, cell in zip(columns, cells, strict=True):
            _check(cell, f"Line {number}, column “{column}”")
        yield number, cells


def _check(cell: str, where: str) -> None:
    if "\0" in cell:
        raise SheetError(f"{where} has a byte that no text has: type the value anew.")
    if FORMULA.match(cell):
        raise SheetError(f"{where} has a formula, “{cell[:40]}”: save the list as values.")


# XLSX --------------------------------------------------------------------------------------------


def _xlsx(content: bytes) -> Iterator[Line]:
    try:
        _check_parts(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        filled = [sheet for sheet in _shown(book) if sheet.height]
    except (zipfile.BadZipFile, CalamineError, NotImplementedError, EOFError) as error:
        raise SheetError("This is no XLSX file that can be read: save it anew as XLSX.") from error
    if len(filled) > 1:
        raise SheetError(
            f"{len(filled)} sheets have data: put the one with the list into a file of its own."
        )
    for sheet in filled:
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            yield number, [_text(cell) for cell in cells]


def _shown(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for one in book.sheets_metadata:
        if one.visible == SheetVisibleEnum.Visible:
            yield book.get_sheet_by_name(one.name)


def _check_parts(content: bytes) -> None:
    """Before anything is unpacked: a few bytes may claim to be a mountain."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED_MB * 2**20:
            raise SheetError(
                f"Unpacked the file has more than {MOST_UNPACKED_MB} MB: copy the list alone into "
                "a new file."
            )
        if "xl/workbook.xml" not in packed.namelist():
            raise SheetError(NEITHER)
        if packed.testzip():  # Also finds what holds more than the directory says.
            raise zipfile.BadZipFile
        for part in parts:
            if part.filename.startswith("xl/worksheets/"):
                _check_cells(packed.read(part))


def _check_cells(xml: bytes) -> None:
    """No formula, and no cell that is too far off or does not say where it is."""
    cells = CELL.findall(xml)
    if len(cells) != len(ANY_CELL.findall(xml)):
        raise zipfile.BadZipFile
    for column, row, formula in cells:
        if formula:
            place = f"{column.decode()}{row.decode()}"
            raise SheetError(f"Cell {place} has a formula: save the list as values.")
        if int(row) > MOST_ROWS:
            raise SheetError(f"The file has more than {MOST_ROWS:,} rows: divide it.")
        _check_width(_number_of(column))


def _number_of(column: bytes) -> int:
    """Of column A 1, of AA 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(value: Any) -> str:
    """A cell as somebody would type it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
