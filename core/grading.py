"""The Admiralty code: how reliable a source is, and how credible what it says."""

from __future__ import annotations

from django.db import models


class Reliability(models.TextChoices):
    """Admiralty system, of the source."""

    A = "A", "A – completely reliable"
    B = "B", "B – usually reliable"
    C = "C", "C – fairly reliable"
    D = "D", "D – not usually reliable"
    E = "E", "E – unreliable"
    F = "F", "F – cannot be judged"


class Credibility(models.IntegerChoices):
    """Admiralty system, of the information."""

    CONFIRMED = 1, "1 – confirmed by other sources"
    PROBABLE = 2, "2 – probably true"
    POSSIBLE = 3, "3 – possibly true"
    DOUBTFUL = 4, "4 – doubtful"
    IMPROBABLE = 5, "5 – improbable"
    UNKNOWN = 6, "6 – cannot be judged"
