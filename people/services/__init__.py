"""Writing people, and the tables of spellings that their names are read with."""

from people.services.person import (
    FACTS,
    Row,
    changed,
    edit_person,
    folded,
    record_people,
    record_person,
    replace_uses,
    split,
    when_changed,
    when_recorded,
)
from people.services.variants import (
    Kept,
    add_variant,
    awaits_relink,
    change_variant,
    load_shipped,
)

__all__ = [
    "FACTS",
    "Kept",
    "Row",
    "add_variant",
    "awaits_relink",
    "change_variant",
    "changed",
    "edit_person",
    "folded",
    "load_shipped",
    "record_people",
    "record_person",
    "replace_uses",
    "split",
    "when_changed",
    "when_recorded",
]
