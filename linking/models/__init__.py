"""How records and cases are found to belong together.

Keys, matches and case links are derived and may be rebuilt; verdicts are what people said.
"""

from linking.models.crossrefs import CaseLink
from linking.models.matching import (
    Answer,
    Awaiting,
    Identity,
    IdentityMember,
    LinkKey,
    Match,
    Pair,
    Verdict,
)

__all__ = [
    "Answer",
    "Awaiting",
    "CaseLink",
    "Identity",
    "IdentityMember",
    "LinkKey",
    "Match",
    "Pair",
    "Verdict",
]
