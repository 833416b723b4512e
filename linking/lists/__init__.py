"""Checking a list of people for duplicates, within itself and against the base; nothing is kept."""

from linking.finding import Found, within
from linking.lists.against import against_base
from linking.lists.reading import COLUMNS, Listed, Reading, read
from linking.lists.writing import HEADER, lines

__all__ = [
    "COLUMNS",
    "HEADER",
    "Found",
    "Listed",
    "Reading",
    "against_base",
    "lines",
    "read",
    "within",
]
