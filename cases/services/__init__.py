"""Writing cases. Every act is one transaction, and its history says who did it."""

from cases.services.access import ask_for_access, decide_access
from cases.services.case import (
    add_note,
    assign,
    edit_case,
    edit_operation,
    log_operation,
    next_ref,
    open_case,
    record_place,
)

__all__ = [
    "add_note",
    "ask_for_access",
    "assign",
    "decide_access",
    "edit_case",
    "edit_operation",
    "log_operation",
    "next_ref",
    "open_case",
    "record_place",
]
