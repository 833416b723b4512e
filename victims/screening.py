"""What the answers of a screening show, by the rules of its instrument. It never decides.

An instrument is data (see `victims/instruments/*.toml`); nothing here knows one of them by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models

from core.choices import Badge

#: In a rule: yes to any indicator, whatever its weight.
ANY = "any"


class Value(Badge):
    """An answer to one indicator. What contradicts itself is kept as that."""

    YES = "yes", "danger", "circle-check", "Yes"
    NO = "no", "neutral", "minus", "No"
    UNKNOWN = "unknown", "warning", "question-mark", "Unknown"
    CONFLICTING = "conflicting", "accent", "alert-triangle", "Conflicting"
    NOT_ASKED = "not_asked", "neutral", "circle-dashed", "Not asked"


class Outcome(Badge):
    """What the answers show of a dimension, or of all of them together."""

    SHOWN = "shown", "danger", "circle-check", "Shown by the answers"
    OPEN = "open", "warning", "question-mark", "Not enough is known"
    NOT_SHOWN = "not_shown", "neutral", "minus", "Not shown"
    NOT_REQUIRED = "not_required", "info", "info-circle", "Not required: child"


#: Weight → how many indicators of it must be answered yes.
Rule = Mapping[str, int]
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    key: str
    title: str
    #: One of these rules must hold; a rule holds when each of its minima is reached.
    shown_when: tuple[Rule, ...]
    #: Whether it is about the means, which a child does not need.
    is_means: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question. `maps_to` names dotted concepts, the general before the particular."""

    code: str
    text: str
    dimension: str
    weight: str = ""
    help: str = ""
    maps_to: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """An instrument as its file tells it."""

    key: str
    version: str
    title: str
    short: str
    jurisdiction: str
    source: str
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    #: Of each group one dimension must be shown.
    overall: tuple[tuple[str, ...], ...]
    child_needs_no_means: bool = True
    unverified: bool = False
    note: str = ""

    def of(self, dimension: Dimension) -> list[Indicator]:
        return [each for each in self.indicators if each.dimension == dimension.key]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(each.code for each in self.indicators)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the answers show of one dimension."""

    dimension: Dimension
    outcome: Outcome
    yes: int
    asked: int
    conflicting: int
    indicators: int


@dataclass(frozen=True, slots=True)
class Findings:
    dimensions: list[Finding] = field(default_factory=list)
    overall: Outcome = Outcome.OPEN


def findings(scheme: Scheme, answers: Answers, *, is_child: bool) -> Findings:
    """Each dimension and all together. More yes never makes less shown."""
    found = [_finding(scheme, each, answers, is_child=is_child) for each in scheme.dimensions]
    outcomes = {each.dimension.key: each.outcome for each in found}
    groups = [_best(outcomes[key] for key in group) for group in scheme.overall]
    return Findings(found, _worst(group for group in groups if group != Outcome.NOT_REQUIRED))


def _finding(scheme: Scheme, dimension: Dimension, answers: Answers, *, is_child: bool) -> Finding:
    indicators = scheme.of(dimension)
    given = Counter(answers.get(each.code, Value.NOT_ASKED) for each in indicators)
    if is_child and scheme.child_needs_no_means and dimension.is_means:
        outcome = Outcome.NOT_REQUIRED
    else:
        outcome = _outcome(dimension, indicators, answers)
    return Finding(
        dimension,
        outcome,
        yes=given[Value.YES],
        asked=len(indicators) - given[Value.NOT_ASKED],
        conflicting=given[Value.CONFLICTING],
        indicators=len(indicators),
    )


def _outcome(dimension: Dimension, indicators: Iterable[Indicator], answers: Answers) -> Outcome:
    said: Counter[str] = Counter()
    possible: Counter[str] = Counter()  # If everything that is open turned out to be yes.
    for indicator in indicators:
        value = answers.get(indicator.code, Value.NOT_ASKED)
        weights = [ANY, indicator.weight]
        said.update(weights if value == Value.YES else [])
        possible.update(weights if value != Value.NO else [])
    if _holds(dimension, said):
        return Outcome.SHOWN
    return Outcome.OPEN if _holds(dimension, possible) else Outcome.NOT_SHOWN


def _holds(dimension: Dimension, counts: Counter[str]) -> bool:
    return any(
        all(counts[weight] >= least for weight, least in rule.items())
        for rule in dimension.shown_when
    )


def _best(outcomes: Iterable[Outcome]) -> Outcome:
    """Of a group in which one suffices."""
    order = (Outcome.NOT_REQUIRED, Outcome.SHOWN, Outcome.OPEN, Outcome.NOT_SHOWN)
    return min(outcomes, key=order.index)


def _worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Of groups of which all are needed."""
    order = (Outcome.NOT_SHOWN, Outcome.OPEN, Outcome.SHOWN)
    return min(outcomes, key=order.index, default=Outcome.OPEN)


# The same answers under another instrument --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer under another instrument, and the indicators that it was read from."""

    value: str = Value.NOT_ASKED
    source: tuple[str, ...] = ()


#: What several answers say together: the first of these that one of them gives.
TOGETHER = (Value.YES, Value.CONFLICTING, Value.UNKNOWN, Value.NO)


def carry(answers: Answers, source: Scheme, target: Scheme) -> dict[str, Carried]:
    """The answers to `source` as far as they answer `target`, through the concepts of both.

    Yes to the particular is yes to the general (deceived about the wage: deceived). No to the
    general is no to the particular. Nothing else follows, so it counts as not asked.
    """
    if source.key == target.key:
        given = {code: value for code, value in answers.items() if value != Value.NOT_ASKED}
        return {code: Carried(given[code], (code,)) for code in given.keys() & target.codes}
    return {each.code: _carried(each, answers, source) for each in target.indicators}


def _carried(target: Indicator, answers: Answers, source: Scheme) -> Carried:
    told = [
        (value, indicator.code)
        for indicator in source.indicators
        if (value := answers.get(indicator.code, Value.NOT_ASKED)) != Value.NOT_ASKED
        and any(
            _follows(value, told=theirs, asked=ours)
            for theirs in indicator.maps_to
            for ours in target.maps_to
        )
    ]
    if not told:
        return Carried()
    value = min((value for value, _ in told), key=TOGETHER.index)
    return Carried(value, tuple(code for _, code in told))


def _follows(value: str, *, told: str, asked: str) -> bool:
    """Whether an answer about the concept `told` says anything about the concept `asked`."""
    if told == asked:
        return True
    broad, narrow = (told, asked) if value == Value.NO else (asked, told)
    return narrow.startswith(f"{broad}.")


class YesNo(models.TextChoices):
    """Yes or no of the test for non-punishment."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known yet"
