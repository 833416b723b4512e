"""How alike two records are: pure functions over facts, no query, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Any

from linking.model import words
from linking.model.facts import Facts
from linking.model.levels import FIELDS, name_level
from linking.model.weights import Model
from people.names import compare as compare_names
from people.names import parse


@dataclass(frozen=True, slots=True)
class Base:
    """What is compared within: how many records, and how many of them have a key."""

    records: int
    counts: Mapping[str, int]

    def sharing(self, one: frozenset[str], other: frozenset[str]) -> int:
        """How many records have the rarest name key that both have; 0 where none is common."""
        return min((self.counts.get(key, 2) for key in one & other), default=0)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a weight was given, in words that a reviewer can check."""

    field: str
    level: str
    weight: float
    words: str
    left: str = ""
    right: str = ""
    #: For a name: {"records": how many sound like it, "of": how many there are}.
    rarity: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sum of the reasons, in bits: the log-odds that both records are one human."""

    weight: float
    reasons: tuple[Reason, ...]

    @property
    def probability(self) -> float:
        return probability(self.weight)

    @property
    def turned(self) -> Comparison:
        """The same, said of the two records in the other order."""
        turned = (replace(one, left=one.right, right=one.left) for one in self.reasons)
        return replace(self, reasons=tuple(turned))

    def as_json(self) -> list[dict[str, Any]]:
        return [asdict(reason) for reason in self.reasons]


def probability(weight: float) -> float:
    """2^w / (1 + 2^w), without overflow."""
    return 1 / (1 + 2 ** min(-weight, 1000))


def levels_of(a: Facts, b: Facts) -> dict[str, str]:
    """Field → level, for each field of which both records say something; all but the name."""
    both = a.says & b.says
    return {field: level for field, of in FIELDS.items() if field in both and (level := of(a, b))}


def summed(model: Model, levels: Mapping[str, str]) -> float:
    """The bits of some levels; those that are one fact told twice count up to a cap together."""
    alone = together = 0.0
    for field, level in levels.items():
        bits = model.bits[field][level]
        if field in words.TOGETHER:
            together += bits
        else:
            alone += bits
    return alone + model.one_fact(together)


def name_of(model: Model, a: Facts, b: Facts) -> tuple[str, str, str]:
    """(level, one name, other name) that speak most for the two being one; empty for no name."""
    order = model.name_order
    pairs = product(sorted(a.names), sorted(b.names))
    found = [(name_level(parse(x), parse(y)), x, y) for x, y in pairs]
    return max(
        (one for one in found if one[0]), key=lambda one: order[one[0]], default=("", "", "")
    )


def weigh(
    model: Model, base: Base, a: Facts, b: Facts, sharing: int, floor: float
) -> tuple[float, dict[str, str]] | None:
    """(weight, field → level) of a pair, or nothing when it cannot reach the floor.

    `sharing` is what `Base.sharing` says of the two. The name is compared last, as it costs most.
    """
    levels = levels_of(a, b)
    weight = model.prior(base.records) + summed(model, levels)
    rarity = model.rarity_bits(sharing, base.records) if sharing else 0
    if weight + max(0, model.same_name + rarity) < floor:
        return None
    if level := name_of(model, a, b)[0]:
        levels = {"name": level, **levels}
        bits = model.bits["name"][level]
        weight += bits + (rarity if bits > 0 else 0)
    return (weight, levels) if weight >= floor else None


def compare(model: Model, base: Base, a: Facts, b: Facts, sharing: int = 0) -> Comparison:
    """The weight of a pair and every reason for it, in words."""
    reasons = [
        Reason("prior", "", model.prior(base.records), words.prior(base.records)),
        *_name_reason(model, base, a, b, sharing),
        *(
            Reason(field, level, model.bits[field][level], *words.of(field, level, a, b))
            for field, level in levels_of(a, b).items()
        ),
    ]
    together = sum(one.weight for one in reasons if one.field in words.TOGETHER)
    if excess := model.one_fact(together) - together:
        said = words.CAPPED if excess < 0 else words.MOVED
        reasons.append(Reason("together", "", excess, said))
    return Comparison(sum(one.weight for one in reasons), tuple(reasons))


def _name_reason(model: Model, base: Base, a: Facts, b: Facts, sharing: int) -> list[Reason]:
    level, one, other = name_of(model, a, b)
    if not level:
        return []
    bits = model.bits["name"][level]
    said = compare_names(parse(one), parse(other)).why
    found = [Reason("name", level, bits, f"{said[0].upper()}{said[1:]}", one, other)]
    if sharing and bits > 0:
        rarity = model.rarity_bits(sharing, base.records)
        counted = {"records": sharing, "of": base.records}
        found.append(Reason("rarity", "", rarity, words.rarity(rarity), rarity=counted))
    return found
