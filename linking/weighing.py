"""What two cases share and how much that says: pure functions over the keys of cases, no queries.

Strength is in bits: the fewer cases have a value, the more it says that two of them have it. It
moves in whole bits, and only when the number of cases doubles, so that a third case which a reader
may not open hardly shows in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from math import inf
from typing import Any
from uuid import UUID

from linking.crossrefs import SharedKind
from linking.models import CaseKey

#: A value that more cases have joins none of them.
MOST_CASES = 50
#: A small register weighs as if it had so many cases: its numbers mean what they do in a large one.
FEWEST_CASES = 1_024
#: The most that one thing of the kind says, however rare it is.
CAPS: dict[SharedKind, float] = {
    SharedKind.CONFIRMED: 12,
    SharedKind.SUGGESTED: 3,
    SharedKind.IDENTIFIER: 10,
    SharedKind.SITE: 8,
    SharedKind.SYNDICATE: 8,
    SharedKind.OFFER: 10,
    SharedKind.FLIGHT: 6,
    SharedKind.ALIAS: 4,
}
#: Of a kind of which one case may have dozens that are much alike, so many are told of a pair.
MOST_REASONS = {SharedKind.OFFER: 3}

#: A person is one, in however many cases.
PERSONS = (SharedKind.CONFIRMED, SharedKind.SUGGESTED)

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two things say, before rarity, and why in words."""

    strength: float
    words: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that two cases share, as it is stored."""

    kind: SharedKind
    strength: float
    words: str
    people: list[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def suggested(left: Entry, right: Entry) -> Likeness:
    bits = max(entry["detail"].get("bits", 0) for entry in (left, right))
    return Likeness(max(1, round(bits / 4, 1)), left["words"])


def same_value(left: Entry, right: Entry) -> Likeness:
    """Of most kinds an equal value says all; the words of both where they differ."""
    words = left["words"]
    if right["words"] != words:
        words = f"{words}; in the other case: {right['words']}"
    return Likeness(inf, words)


Compare = Callable[[Entry, Entry], Likeness | None]
#: Kinds of which an equal value is not enough; it makes two things worth comparing.
COMPARE: dict[SharedKind, Compare] = {SharedKind.SUGGESTED: suggested}


def rarity(sharing: int, cases: int) -> int:
    """Bits of a value that `sharing` of `cases` cases have; at least one."""
    return max(1, _doublings(max(cases, FEWEST_CASES)) - _doublings(sharing))


def _doublings(number: int) -> int:
    """How often one must be doubled to reach the number."""
    return max(0, number - 1).bit_length()


def weighs_otherwise(before: int, after: int) -> bool:
    """Whether what a value says changed with the number of cases that have it."""
    if min(before, after) < 2:  # It joined nobody before, or joins nobody now.
        return False
    if min(before, after) > MOST_CASES:
        return False
    return _doublings(before) != _doublings(after) or max(before, after) > MOST_CASES


# From keys to reasons -----------------------------------------------------------------------------


def shared_by(case: UUID, keys: Iterable[CaseKey], cases: int) -> dict[UUID, list[Reason]]:
    """Other case → what it shares with `case`, the strongest first. `keys` are those of all who
    have a value of the case, and its own."""
    found: dict[UUID, list[Reason]] = defaultdict(list)
    for (other, kind), pairs in _pairs(case, keys, cases).items():
        if reasons := sorted(_reasons(kind, pairs, swap=other < case), key=_order):
            found[other] += reasons[: MOST_REASONS.get(kind, len(reasons))]
    return {other: sorted(_no_echoes(reasons), key=_order) for other, reasons in found.items()}


#: (what in this case, what in the other) → rarity of the rarest value that both have.
Pairs = dict[tuple[str, str], tuple[int, Entry, Entry]]


def _pairs(case: UUID, keys: Iterable[CaseKey], cases: int) -> dict[tuple[UUID, SharedKind], Pairs]:
    found: dict[tuple[UUID, SharedKind], Pairs] = defaultdict(dict)
    for sharing in _by_value(keys).values():
        mine = next((key for key in sharing if key.case_id == case), None)
        if mine is None or len(sharing) > MOST_CASES:
            continue
        bits = rarity(len(sharing), cases)
        for theirs in sharing:
            if theirs is not mine:
                _note(found[theirs.case_id, SharedKind(mine.kind)], mine, theirs, bits)
    return found


def _note(pairs: Pairs, mine: CaseKey, theirs: CaseKey, bits: int) -> None:
    for one in mine.entries:
        for other in theirs.entries:
            about = one["about"], other["about"]
            if about not in pairs or pairs[about][0] < bits:
                pairs[about] = bits, one, other


def _by_value(keys: Iterable[CaseKey]) -> dict[tuple[str, str], list[CaseKey]]:
    values: dict[tuple[str, str], list[CaseKey]] = defaultdict(list)
    for key in keys:
        values[key.kind, key.value].append(key)
    return values


def _reasons(kind: SharedKind, pairs: Pairs, *, swap: bool) -> Iterator[Reason]:
    """The strongest pairs first, each thing once."""
    taken: set[tuple[str, str]] = set()
    for strength, words, left, right in sorted(_weighed(kind, pairs, swap), key=_rank):
        ends = {("left", left["about"]), ("right", right["about"])}
        if not ends & taken:
            taken |= ends
            yield Reason(kind, strength, words, sorted({*left["people"], *right["people"]}))


Weighed = tuple[float, str, Entry, Entry]


def _weighed(kind: SharedKind, pairs: Pairs, swap: bool) -> Iterator[Weighed]:
    """What each pair says. Both sides are told in the order of the link, so that it reads the same
    whichever of the two cases is refreshed."""
    compare = COMPARE.get(kind, same_value)
    for bits, mine, theirs in pairs.values():
        left, right = (theirs, mine) if swap else (mine, theirs)
        if likeness := compare(left, right):
            rare = inf if kind in PERSONS else bits
            yield min(likeness.strength, CAPS[kind], rare), likeness.words, left, right


def _rank(weighed: Weighed) -> tuple[float, str, str, str]:
    strength, words, left, right = weighed
    return -strength, words, left["about"], right["about"]


def _no_echoes(reasons: list[Reason]) -> list[Reason]:
    """Without aliases of people who are linked as persons: that says the same twice."""
    linked = [{*reason.people} for reason in reasons if reason.kind in PERSONS]
    return [
        reason
        for reason in reasons
        if reason.kind != SharedKind.ALIAS or not any({*reason.people} <= who for who in linked)
    ]


def _order(reason: Reason) -> tuple[float, str, str, list[str]]:
    return -reason.strength, reason.kind, reason.words, reason.people
