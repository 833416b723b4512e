"""How records and cases are found to belong together.

Keys, matches and case links are derived and may be rebuilt; verdicts are what people said.
"""

from linking.models.counts import KeyCount
from linking.models.crossrefs import CaseKey, CaseLink, Seen, StaleCase
from linking.models.engine import Chunk, Compared, LinkingModel, Run, RunPair, RunState
from linking.models.lists import ListCheck
from linking.models.matching import Awaiting, Identity, IdentityMember, LinkKey, Match, Review
from linking.models.verdicts import Answer, Opinion, Pair, Verdict

__all__ = [
    "Answer",
    "Awaiting",
    "CaseKey",
    "CaseLink",
    "Chunk",
    "Compared",
    "Identity",
    "IdentityMember",
    "KeyCount",
    "LinkKey",
    "LinkingModel",
    "ListCheck",
    "Match",
    "Opinion",
    "Pair",
    "Review",
    "Run",
    "RunPair",
    "RunState",
    "Seen",
    "StaleCase",
    "Verdict",
]
