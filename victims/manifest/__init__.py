"""Reading a list of the people freed: its columns, its rows, and who may be in it twice."""

from victims.manifest.checking import check
from victims.manifest.columns import PARTS, cells_of, choices, is_named, propose
from victims.manifest.duplicates import in_base, in_file

__all__ = [
    "PARTS",
    "cells_of",
    "check",
    "choices",
    "in_base",
    "in_file",
    "is_named",
    "propose",
]
