"""Which records may be one human, out of scored pairs and verdicts: greedy average link.

Pure functions over ids; no query. Single links would chain strangers into one group, so two groups
join only when their pairs are, on average, likelier than not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

Pair = tuple[UUID, UUID]
Group = set[UUID]
#: Weight of a pair that was never proposed.
UNSEEN = -2.0


def clusters(
    weights: Mapping[Pair, float], together: Iterable[Iterable[UUID]], apart: Iterable[Pair]
) -> list[Group]:
    """Groups of two records or more, whatever the order of what is given.

    `together` are identities, which are never taken apart; no two of `apart` come into one group.
    """
    home: dict[UUID, Group] = {}
    for identity in together:
        home |= dict.fromkeys(group := set(identity), group)
    for person in sorted({person for pair in weights for person in pair}):
        home.setdefault(person, {person})
    scores, strangers = _both_ways(weights), _neighbours(apart)
    for one, other in sorted(weights, key=lambda pair: (-weights[pair], sorted(pair))):
        here, there = sorted((home[one], home[other]), key=len)
        if here is not there and _may_join(here, there, scores, strangers):
            there |= here
            home |= dict.fromkeys(here, there)
    groups = {id(group): group for group in home.values() if len(group) > 1}
    return list(groups.values())


def _may_join(
    here: Group, there: Group, scores: Mapping[UUID, Mapping[UUID, float]],
    strangers: Mapping[UUID, Group],
) -> bool:  # fmt: skip
    if any(strangers.get(person, set()) & there for person in here):
        return False
    seen = [
        weight
        for person in here
        for other, weight in scores.get(person, {}).items()
        if other in there
    ]
    unseen = len(here) * len(there) - len(seen)
    return sum(seen) + unseen * UNSEEN >= 0


def _both_ways(weights: Mapping[Pair, float]) -> dict[UUID, dict[UUID, float]]:
    scores: dict[UUID, dict[UUID, float]] = defaultdict(dict)
    for (one, other), weight in weights.items():
        scores[one][other] = scores[other][one] = weight
    return scores


def _neighbours(pairs: Iterable[Pair]) -> dict[UUID, Group]:
    found: dict[UUID, Group] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found
