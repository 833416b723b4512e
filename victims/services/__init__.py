"""Writing victims. The person and the role are one record to whoever edits it: one version."""

from victims.services.care import change, place, plan_item, record, take_consent
from victims.services.importing import confirm_manifest, import_manifest
from victims.services.instruments import load_instruments
from victims.services.intake import log_row
from victims.services.law import (
    add_statement_file,
    edit_order,
    edit_statement,
    grant_order,
    statement_files,
    take_statement,
)
from victims.services.manifest import (
    check_manifest,
    choose_rows,
    discard_manifest,
    forget_manifests,
    name_columns,
    propose_columns,
    upload_manifest,
)
from victims.services.photo import add_photo, remove_photo
from victims.services.screening import (
    answer,
    approve,
    begin_screening,
    conclude,
    edit_screening,
    send_back,
)
from victims.services.story import (
    add_leg,
    add_period,
    edit_account,
    edit_leg,
    edit_period,
    is_contact,
    take_account,
)
from victims.services.undoing import changed_since, start_undo, undo_manifest
from victims.services.victim import edit, edit_background, person_changed, register, register_many

__all__ = [
    "add_leg",
    "add_period",
    "add_photo",
    "add_statement_file",
    "answer",
    "approve",
    "begin_screening",
    "change",
    "changed_since",
    "check_manifest",
    "choose_rows",
    "conclude",
    "confirm_manifest",
    "discard_manifest",
    "edit",
    "edit_account",
    "edit_background",
    "edit_leg",
    "edit_order",
    "edit_period",
    "edit_screening",
    "edit_statement",
    "forget_manifests",
    "grant_order",
    "import_manifest",
    "is_contact",
    "load_instruments",
    "log_row",
    "name_columns",
    "person_changed",
    "place",
    "plan_item",
    "propose_columns",
    "record",
    "register",
    "register_many",
    "remove_photo",
    "send_back",
    "start_undo",
    "statement_files",
    "take_account",
    "take_consent",
    "take_statement",
    "undo_manifest",
    "upload_manifest",
]
