"""The answer of a list check, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linking.finding import Found
from linking.lists.against import InBase
from linking.lists.reading import Listed
from linking.model import Base, Comparison, Model, compare

HEADER = ["left_id", "right_id", "weight", "probability", "decision", "reasons"]


def lines(
    rows: Sequence[Listed], found: Iterable[Found], in_base: Iterable[InBase], model: Model
) -> Iterator[list[str]]:
    """A line for each pair; pairs with the base come after those within the list."""
    base = Base(len(rows), {})
    for one in found:
        left, right = rows[one.left], rows[one.right]
        result = compare(model, base, left.facts, right.facts, one.sharing)
        yield _line(left.id, right.id, result, model)
    for other in in_base:
        yield _line(other.id, other.ref, other.comparison, model)


def _line(left: str, right: str, result: Comparison, model: Model) -> list[str]:
    return [
        left,
        right,
        f"{result.weight:.2f}",
        f"{result.probability:.4f}",
        decision(result.weight, model),
        "; ".join(f"{one.words} ({one.weight:+.1f})" for one in result.reasons),
    ]


def decision(weight: float, model: Model) -> str:
    if weight >= model.match:
        return "match"
    return "possible" if weight >= model.possible else "no"
