"""Writing keys, matches and verdicts."""

from linking.candidates import BLOCK_CAP
from linking.services.common import SUSPECT, mark_common, rekey
from linking.services.counts import FREQUENT, count_keys
from linking.services.crossrefs import mark as mark_cases
from linking.services.crossrefs import refresh as refresh_case
from linking.services.crossrefs import stale as stale_cases
from linking.services.elsewhere import export_run, load_run
from linking.services.keys import keys_once, refresh_keys, write_new_keys
from linking.services.lists import check_list, forget_lists, start_check
from linking.services.lock import one_writer_of_links
from linking.services.matching import awaiting, link, link_new
from linking.services.models import TRAINED, calibrate, go_back, put_to_use
from linking.services.runs import differences, help_with_run, relink, start_relink
from linking.services.seen import mark_seen
from linking.services.takeover import drop, start_take_over, take_over
from linking.services.verdicts import flag_changed, judge, undo, wants_another

__all__ = [
    "BLOCK_CAP",
    "FREQUENT",
    "SUSPECT",
    "TRAINED",
    "awaiting",
    "calibrate",
    "check_list",
    "count_keys",
    "differences",
    "drop",
    "export_run",
    "flag_changed",
    "forget_lists",
    "go_back",
    "help_with_run",
    "judge",
    "keys_once",
    "link",
    "link_new",
    "load_run",
    "mark_cases",
    "mark_common",
    "mark_seen",
    "one_writer_of_links",
    "put_to_use",
    "refresh_case",
    "refresh_keys",
    "rekey",
    "relink",
    "stale_cases",
    "start_check",
    "start_relink",
    "start_take_over",
    "take_over",
    "undo",
    "wants_another",
    "write_new_keys",
]
