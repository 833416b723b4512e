"""The pairs on which there is a verdict, weighed anew by the model in force.

The weight that a match keeps is the one that its reviewer saw; thresholds are set by what the model
says today. Counts of all verdicts, whoever may see them: nobody is named.
"""

from __future__ import annotations

from linking.calibration import Judged
from linking.candidates import comparisons
from linking.models import Answer, Verdict

#: The last so many verdicts: more would say the same, and make whoever asks wait.
MOST = 5_000


def judged() -> list[Judged]:
    """The last live *same* and *different* ones, in as many queries for 10 as for 1,000."""
    said = Verdict.objects.live().filter(answer__in=[Answer.SAME, Answer.DIFFERENT])
    rows = said.order_by("-created_at").values_list("left_id", "right_id", "answer")[:MOST]
    weighed = comparisons([(left, right) for left, right, _ in rows])
    return [
        Judged(weighed[left, right].weight, answer == Answer.SAME) for left, right, answer in rows
    ]
