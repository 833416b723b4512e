"""Writing keys, matches and verdicts."""

from linking.services.crossrefs import mark as mark_cases
from linking.services.crossrefs import refresh as refresh_case
from linking.services.crossrefs import stale as stale_cases
from linking.services.keys import refresh_keys
from linking.services.matching import BLOCK_CAP, awaiting, candidates, link
from linking.services.relink import relink, start_relink
from linking.services.verdicts import flag_changed, judge, undo

__all__ = [
    "BLOCK_CAP",
    "awaiting",
    "candidates",
    "flag_changed",
    "judge",
    "link",
    "mark_cases",
    "refresh_case",
    "refresh_keys",
    "relink",
    "stale_cases",
    "start_relink",
    "undo",
]
