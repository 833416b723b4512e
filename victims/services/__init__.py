"""Writing victims. The person and the role are one record to whoever edits it: one version."""

from victims.services.story import add_leg, edit_account, edit_leg, take_account
from victims.services.victim import edit, person_changed, register

__all__ = [
    "add_leg",
    "edit",
    "edit_account",
    "edit_leg",
    "person_changed",
    "register",
    "take_account",
]
