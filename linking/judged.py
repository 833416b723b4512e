"""The pairs on which there is a verdict, weighed anew by the model in force.

The weight that a match keeps is the one that its reviewer saw; thresholds are set by what the model
says today. Counts of all verdicts, whoever may see them: nobody is named.
"""

from __future__ import annotations

from collections import defaultdict
from math import inf
from uuid import UUID

from django.db import connection

from linking.calibration import Judged
from linking.candidates import counts_of
from linking.candidates import sharing as rarest
from linking.current import current, records
from linking.model import Base, Facts, weigh
from linking.models import Answer, Verdict

Ids = tuple[UUID, UUID]
#: The last so many verdicts: more would say the same, and make whoever asks wait.
MOST = 5_000


def judged() -> list[Judged]:
    """The last live *same* and *different* ones, in as many queries for 10 as for 1,000."""
    said = Verdict.objects.live().filter(answer__in=[Answer.SAME, Answer.DIFFERENT])
    rows = list(
        said.exclude(left__compared=None)
        .exclude(right__compared=None)
        .order_by("-created_at")
        .values_list(
            "left_id", "right_id", "answer", "left__compared__facts", "right__compared__facts"
        )[:MOST]
    )
    if not rows:
        return []
    model = current()
    common = _name_keys([(left, right) for left, right, *_ in rows])
    base = Base(records(), counts_of(sorted({key for keys in common.values() for key in keys})))
    found = []
    for left, right, answer, mine, theirs in rows:
        sharing = rarest(base, common[left, right])
        one = weigh(model, base, Facts.from_json(mine), Facts.from_json(theirs), sharing, -inf)
        assert one
        found.append(Judged(one[0], answer == Answer.SAME))
    return found


def _name_keys(pairs: list[Ids]) -> dict[Ids, set[str]]:
    """Pair → the keys of names that both have."""
    lefts, rights = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pair.one, pair.other, mine.key
            FROM unnest(%s::uuid[], %s::uuid[]) AS pair(one, other)
            JOIN linking_linkkey AS mine
                ON mine.person_id = pair.one AND mine.key LIKE 'name:%%'
            JOIN linking_linkkey AS theirs
                ON theirs.person_id = pair.other AND theirs.key = mine.key
            """,
            [list(lefts), list(rights)],
        )
        common: dict[Ids, set[str]] = defaultdict(set)
        for one, other, key in cursor.fetchall():
            common[one, other].add(key)
    return common
