"""Writing cases. Every act is one transaction, and its history says who did it."""

from cases.services.access import ask_for_access, decide_access
from cases.services.case import (
    add_note,
    edit_case,
    next_ref,
    open_case,
    record_place,
    when_shared,
)
from cases.services.casefile import print_case
from cases.services.closure import decide_closure, reopen_case, request_closure
from cases.services.custody import (
    CHECK_FILES,
    change_status,
    check_files,
    files_beside,
    hand_over,
    record_check,
    start_check,
)
from cases.services.evidence import (
    add_file,
    edit_evidence,
    keep_file,
    log_evidence,
    origin_of,
    when_evidence_changed,
)
from cases.services.flag import lower_flag, raise_flag
from cases.services.handling import move_case, seal, unseal
from cases.services.legal import (
    add_statute,
    begin_action,
    edit_action,
    edit_request,
    edit_statute,
    file_request,
    load_statutes,
    reach,
)
from cases.services.members import assign, edit_member, end_member
from cases.services.operation import add_freed, edit_operation, log_operation
from cases.services.referral import (
    answer_referral,
    finish_referral,
    revoke_referral,
    send_referral,
)
from cases.services.source import claim, edit_source, prefer, record_source
from cases.services.task import add_task, edit_task, set_task_status

__all__ = [
    "CHECK_FILES",
    "add_file",
    "add_freed",
    "add_note",
    "add_statute",
    "add_task",
    "answer_referral",
    "ask_for_access",
    "assign",
    "begin_action",
    "change_status",
    "check_files",
    "claim",
    "decide_access",
    "decide_closure",
    "edit_action",
    "edit_case",
    "edit_evidence",
    "edit_member",
    "edit_operation",
    "edit_request",
    "edit_source",
    "edit_statute",
    "edit_task",
    "end_member",
    "file_request",
    "files_beside",
    "finish_referral",
    "hand_over",
    "keep_file",
    "load_statutes",
    "log_evidence",
    "log_operation",
    "lower_flag",
    "move_case",
    "next_ref",
    "open_case",
    "origin_of",
    "prefer",
    "print_case",
    "raise_flag",
    "reach",
    "record_check",
    "record_place",
    "record_source",
    "reopen_case",
    "request_closure",
    "revoke_referral",
    "seal",
    "send_referral",
    "set_task_status",
    "start_check",
    "unseal",
    "when_evidence_changed",
    "when_shared",
]
