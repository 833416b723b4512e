"""The stages of a prosecution and which may follow which: one table for all who ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from statistics import median

from django.db import models

from core.choices import Badge


class LegalStage(Badge):
    REPORT = "report", "neutral", "file-text", "Report"
    INVESTIGATION = "investigation", "info", "search", "Investigation"
    ARREST = "arrest", "warning", "lock", "Arrest"
    CHARGE = "charge", "warning", "gavel", "Charge"
    TRIAL = "trial", "accent", "gavel", "Trial"
    VERDICT = "verdict", "accent", "scale", "Verdict"
    APPEAL = "appeal", "accent", "scale", "Appeal"
    SENTENCE = "sentence", "success", "check", "Sentence"


class Outcome(Badge):
    PENDING = "pending", "info", "clock", "Pending"
    DISCHARGED = "discharged", "neutral", "minus", "Discharged"
    DNAA = "dnaa", "neutral", "minus", "Discharge not amounting to an acquittal"
    ACQUITTED = "acquitted", "neutral", "x", "Acquitted"
    CONVICTED = "convicted", "success", "gavel", "Convicted"


class RequestKind(models.TextChoices):
    MLA = "mla", "Mutual legal assistance"
    EXTRADITION = "extradition", "Extradition"
    INTERPOL = "interpol", "INTERPOL notice"
    ASEANAPOL = "aseanapol", "ASEANAPOL request"
    OTHER = "other", "Other"


class NoticeColour(models.TextChoices):
    """What an INTERPOL notice asks for."""

    RED = "red", "Red: arrest"
    YELLOW = "yellow", "Yellow: missing person"
    BLUE = "blue", "Blue: information on a person"
    BLACK = "black", "Black: unidentified body"
    GREEN = "green", "Green: warning"
    ORANGE = "orange", "Orange: threat"
    PURPLE = "purple", "Purple: way of working"
    SPECIAL = "special", "INTERPOL–UN special notice"


class RequestStatus(Badge):
    DRAFT = "draft", "neutral", "pencil", "Being drafted"
    SENT = "sent", "warning", "send", "Sent, no answer yet"
    ANSWERED = "answered", "success", "check", "Answered"
    REFUSED = "refused", "danger", "x", "Refused"
    WITHDRAWN = "withdrawn", "neutral", "minus", "Withdrawn"


S = LegalStage
MOVES: dict[LegalStage, frozenset[LegalStage]] = {
    S.REPORT: frozenset({S.INVESTIGATION}),
    S.INVESTIGATION: frozenset({S.ARREST, S.CHARGE}),  # Some are charged while at large.
    S.ARREST: frozenset({S.INVESTIGATION, S.CHARGE}),
    S.CHARGE: frozenset({S.TRIAL}),
    S.TRIAL: frozenset({S.VERDICT}),
    S.VERDICT: frozenset({S.APPEAL, S.SENTENCE}),
    S.APPEAL: frozenset({S.TRIAL, S.VERDICT, S.SENTENCE}),
    S.SENTENCE: frozenset({S.APPEAL}),
}
EDGES = [(start.value, end.value) for start, ends in MOVES.items() for end in sorted(ends)]
#: A court must have decided before this can be the outcome.
AFTER_VERDICT = frozenset({Outcome.ACQUITTED, Outcome.CONVICTED})
DECIDED = frozenset({S.VERDICT, S.APPEAL, S.SENTENCE})
CHARGED = frozenset({S.CHARGE, S.TRIAL, *DECIDED})


def refusal(stage: str, outcome: str) -> str:
    """Why an action at that stage cannot have that outcome; nothing when it can."""
    if outcome in AFTER_VERDICT and stage not in DECIDED:
        return "Nobody is acquitted or convicted before a verdict; record the verdict first."
    if outcome in (Outcome.DISCHARGED, Outcome.DNAA) and stage not in CHARGED:
        return "Nobody is discharged who was not charged; record the charge first."
    return ""


def median_days(
    steps: Iterable[tuple[object, str, date]],
) -> dict[str, tuple[int, int]]:
    """Stage → (how many have left it, median of the days that they stood at it).

    `steps` are (action, stage, day) of every stage that was ever reached, in any order.
    """
    by_action: dict[object, list[tuple[date, str]]] = defaultdict(list)
    for action, stage, day in steps:
        by_action[action].append((day, stage))
    lasted: dict[str, list[int]] = defaultdict(list)
    for reached in by_action.values():
        reached.sort(key=lambda step: step[0])  # A stable sort: of one day in the order written.
        for (begun, stage), (ended, _) in pairwise(reached):
            lasted[stage].append((ended - begun).days)
    return {stage: (len(days), round(median(days))) for stage, days in lasted.items()}
