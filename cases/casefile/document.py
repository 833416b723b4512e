"""Setting a case file as PDF. All text goes to the template as data, never as markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from cases.casefile import Block, Facts, Heading, Paragraph, Table
from cases.casefile.letters import romanised
from cases.casefile.manifest import canonical

HERE = Path(__file__).parent
TEMPLATE = HERE / "casefile.typ"
FONTS = HERE / "fonts"
#: What the compiler says of a letter that no font has; PDF/A forbids to print a box in its place.
NO_SUCH_LETTER = "could not be displayed"


def pdf(content: dict[str, Any]) -> bytes:
    """The file as PDF/A-2a: for archives, and readable aloud. Words whose letters are in none of
    the fonts are romanised, and the cover says so."""
    try:
        return _archived(compiler(content))
    except typst.TypstError as error:
        if NO_SUCH_LETTER not in str(error):
            raise
    return _archived(compiler(romanised(content, can_print) | {"romanised": True}))


def compiler(content: dict[str, Any]) -> typst.Compiler:
    """The template with its content. Only the fonts beside it are used, so that every machine
    sets the same pages."""
    return _compiler(TEMPLATE, content=canonical(content))


@lru_cache(maxsize=20_000)
def can_print(letter: str) -> bool:
    """Whether one of the fonts has the letter."""
    try:
        _archived(_compiler(HERE / "letter.typ", letter=letter))
    except typst.TypstError as error:
        if NO_SUCH_LETTER not in str(error):
            raise
        return False
    return True


def _compiler(template: Path, **inputs: str) -> typst.Compiler:
    return typst.Compiler(
        str(template),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _archived(compiler: typst.Compiler) -> bytes:
    file: Any = compiler.compile(format="pdf", pdf_standards="a-2a")
    return bytes(file)


def chapter(title: str, blocks: Iterable[Block]) -> dict[str, Any]:
    """A part of the file as the template reads it."""
    return {"title": title, "blocks": [_block(block) for block in blocks]}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text=text):
            return {"kind": "heading", "text": plain(text)}
        case Paragraph(text=text):
            return {"kind": "paragraph", "lines": plain(text).splitlines()}
        case Facts(rows=rows):
            return {"kind": "facts", "rows": [[label, plain(value)] for label, value in rows]}
        case Table():
            return {
                "kind": "table",
                "head": list(block.head),
                "rows": [[plain(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths) or [1] * len(block.head),
            }


def plain(value: Any) -> str:
    """As a page says it: 7 Oct 2023, Yes, and a dash for nothing."""
    if value in (None, "", [], ()):
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %b %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %b %Y}"
    if isinstance(value, list | tuple):
        return "\n".join(plain(item) for item in value)
    return str(getattr(value, "words", value))
