"""Writing keys, matches and verdicts."""

from linking.services.keys import refresh_keys
from linking.services.matching import BLOCK_CAP, awaiting, candidates, link, refresh_case_links
from linking.services.relink import relink, start_relink
from linking.services.verdicts import flag_changed, judge, undo

__all__ = [
    "BLOCK_CAP",
    "awaiting",
    "candidates",
    "flag_changed",
    "judge",
    "link",
    "refresh_case_links",
    "refresh_keys",
    "relink",
    "start_relink",
    "undo",
]
