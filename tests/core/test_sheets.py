"""The one reader of lists: what it reads, and that it refuses the rest in words."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from core import sheets


def a_book(*rows, sheets_=1, formula=None):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    for _ in range(sheets_):
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write(number, column, cell)
        if formula:
            sheet.write_formula(*formula)
    book.close()
    return file.getvalue()


def repacked(content, **parts):
    """The same workbook with other bytes in some of its parts."""
    packed, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in packed.namelist():
            new.writestr(name, parts.pop(name, None) or packed.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()


def read(content):
    sheet = sheets.read(content)
    return sheet.columns, list(sheet.lines)


HEADER = ("Name", "Born", "Passport")
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_file_is_read_whatever_stands_between_its_values(mark):
    text = f"\ufeffName{mark}Born\n\nTan Mei{mark} 1998 \nLim\n"

    assert read(text.encode()) == (["Name", "Born"], [(3, ["Tan Mei", "1998"]), (4, ["Lim", ""])])


def test_a_workbook_is_read_as_somebody_would_type_it():
    content = a_book(HEADER, ("陳美玲", date(1998, 5, 17), 12345678), ("Lim", 1999, "A1"))

    assert read(content) == (
        list(HEADER),
        [(2, ["陳美玲", "1998-05-17", "12345678"]), (3, ["Lim", "1999", "A1"])],
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\n \n", "The file is empty"),
        ("Name\nMuñoz\n".encode("latin-1"), "not UTF-8: save it as CSV UTF-8"),
        ("Name\nLim\n".encode("utf-16"), "not UTF-8"),
        (b"MZ\x90\0\x03\0\0\0", "neither a CSV nor an XLSX"),
        (b"Name\nTan\0Mei\n", "neither a CSV nor an XLSX"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 9, "old or locked Excel"),
        (b"PK\x03\x04 broken", "no XLSX file that can be read"),
        (repacked(b"PK\x05\x06" + b"\0" * 18, **{"a.txt": b"text"}), "neither a CSV"),
        (b"Tan Mei,1998-05-17,A1234567\nLim,1999-01-02,B1234567\n", "must name the columns"),
        (b"Name,name\nTan,Mei\n", "Two columns are called “Name”"),
        (b"Name,,Born\nTan,Mei,1998\n", "Column 2 has no name"),
        (b"Name\nTan, Mei\n", "Line 2 has more fields"),
        (",".join(f"c{n}" for n in range(300)).encode(), "more than 100 columns"),
        (b'Name\n"=HYPERLINK(""http://a"")"\n', "Line 2, column “Name” has a formula"),
        (b"Name\n+cmd|' /C calc'!A0\n", "has a formula"),
        (a_book(HEADER, ("Tan",), formula=(2, 0, "=1+1")), "Cell A3 has a formula"),
        (a_book(["c"] * 300), "more than 100 columns"),
        (a_book(HEADER, sheets_=2), "2 sheets have data"),
        (a_book(), "The file is empty"),
        (b"x" * (20 * 2**20 + 1), "more than 20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_list_is_refused_in_words(content, words):
    with pytest.raises(sheets.SheetError, match=words):
        read(content)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = repacked(a_book(HEADER), **{SHEET: b"<c/>" * 30_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    monkeypatch.setattr(zipfile.ZipFile, "testzip", None)

    assert len(bomb) < 1_000_000
    with pytest.raises(sheets.SheetError, match="Unpacked the file has more than 100 MB"):
        read(bomb)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "more than 50,000 rows"),
        (b'<row r="2"><c r="XFD2"><v>1</v></c></row>', "more than 100 columns"),
        (b"<row><c/><c/></row>", "no XLSX file that can be read"),
    ],
)
def test_a_cell_so_far_off_that_memory_would_fill_is_refused(cells, words):
    book = a_book(HEADER)
    xml = zipfile.ZipFile(io.BytesIO(book)).read(SHEET)
    content = repacked(book, **{SHEET: xml.replace(b"</sheetData>", cells + b"</sheetData>")})

    with pytest.raises(sheets.SheetError, match=words):
        read(content)


def test_telephone_numbers_and_dashes_are_no_formulas():
    assert read(b"Phone,Age,Alias\n+60 (12) 345 6789,-,@mei\n")[1] == [
        (2, ["+60 (12) 345 6789", "-", "@mei"])
    ]
