"""Files of what a list shows: the same rows, columns and order as the screen."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django_tables2 import Table

FORMATS = {"csv": "CSV", "xlsx": "Excel"}
#: A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection").
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CELL = 32_767
CUT = " … [cut here: Excel holds no more in one cell; the CSV file has it all]"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def stream(table: Table, kind: str, name: str) -> StreamingHttpResponse | FileResponse:
    """`table` as a download; `kind` is a key of FORMATS."""
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return csv_of(table.as_values(), filename) if kind == "csv" else _xlsx(table, filename)


def harmless(value: Any) -> str:
    """A cell that no spreadsheet runs. A leading quote mark is how spreadsheets say “text”."""
    text = _text(value)
    return f"'{text}" if text.startswith(DANGEROUS) and not _is_number(text) else text


def _text(value: Any) -> str:
    if value is None or value == "–":
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _is_number(text: str) -> bool:
    """A negative number is safe; a phone number such as +60… is not, it would lose its plus."""
    return text[0] == "-" and text[1:].replace(".", "", 1).isdigit()


def _fitting(text: str) -> str:
    """Text that a cell of Excel can hold; a longer one says that it was cut."""
    return text if len(text) <= CELL else text[: CELL - len(CUT)] + CUT


class _Echo:
    """A file whose write returns the line, so that the csv module can feed a stream."""

    def write(self, line: str) -> str:
        return line


def csv_of(rows: Iterable[Iterable[Any]], filename: str) -> StreamingHttpResponse:
    """Rows as a download, the first of them the names of the columns."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield BOM  # Excel reads UTF-8 only with it.
        for row in rows:
            yield writer.writerow([harmless(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _xlsx(table: Table, filename: str) -> FileResponse:
    """Written row by row to a file on disk: memory does not grow with the list."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 – FileResponse closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(table.as_values()):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, _fitting(_text(cell)))
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=filename)
