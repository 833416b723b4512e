"""Writing keys, matches and verdicts."""

from linking.candidates import BLOCK_CAP
from linking.services.common import SUSPECT, mark_common, rekey
from linking.services.counts import FREQUENT, count_keys
from linking.services.crossrefs import mark as mark_cases
from linking.services.crossrefs import refresh as refresh_case
from linking.services.crossrefs import stale as stale_cases
from linking.services.keys import refresh_keys
from linking.services.matching import awaiting, link
from linking.services.relink import relink, start_relink
from linking.services.seen import mark_seen
from linking.services.verdicts import flag_changed, judge, undo, wants_another

__all__ = [
    "BLOCK_CAP",
    "FREQUENT",
    "SUSPECT",
    "awaiting",
    "count_keys",
    "flag_changed",
    "judge",
    "link",
    "mark_cases",
    "mark_common",
    "mark_seen",
    "refresh_case",
    "refresh_keys",
    "rekey",
    "relink",
    "stale_cases",
    "start_relink",
    "undo",
    "wants_another",
]
