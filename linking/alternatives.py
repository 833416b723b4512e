"""The levels of the model as they are trained: of each group one comes up, whatever is compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from linking.model import Facts, Model
from linking.model.levels import FIELDS, names

#: Relatives are decided, not estimated: they are as frequent as matches, so training would excuse
#: them, and a case worker who is told that sisters are one person does not come back.
DECIDED = {
    *(("name", level) for level in ("sibling", "sibling or slip", "flip", "flip or order")),
    ("name", "part differs"),
    ("birth", "generation"),
}
REST = "rest"


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Levels of a field of which one comes up whenever both records say something of it."""

    title: str
    field: str
    levels: tuple[str, ...]
    #: The level of everything else; `REST` where the model has none and nothing is learnt of it.
    otherwise: str
    level: Callable[[Facts, Facts], str]


#: Title of alternatives → level → probability; nothing of a level that never came up.
Shares = dict[str, dict[str, float]]


def alternatives(model: Model) -> list[Alternatives]:
    """The fields as they are trained: what is known of a birth decides which levels it can have."""
    name = partial(names, order=model.name_order)
    births = [_birth(form, levels) for form, levels in BIRTHS.items()]
    rest = [_alone(field, model) for field in FIELDS if field != "birth"]
    return [_closed("name", "name", tuple(model.levels["name"]), "conflict", name), *births, *rest]


BIRTHS = {
    "whole": (
        *("same", "new year", "swapped", "slip", "two of three", "one of three"),
        *("generation", "different"),
    ),
    "month": ("month",),
    "year": ("year",),
    "about": ("about",),
}


def form_of(a: Facts, b: Facts) -> str:
    """How much both births tell."""
    one, other = a.birth, b.birth
    if not one or not other:
        return ""
    if one.endswith("~") or other.endswith("~"):
        return "about"
    return {10: "whole", 7: "month"}.get(min(len(one), len(other)), "year")


def _birth(form: str, levels: tuple[str, ...]) -> Alternatives:
    def level(a: Facts, b: Facts) -> str:
        return FIELDS["birth"](a, b) if form_of(a, b) == form else ""

    return _closed(
        f"birth_{form}", "birth", levels, "different" if form == "whole" else REST, level
    )


def _alone(field: str, model: Model) -> Alternatives:
    def level(a: Facts, b: Facts) -> str:
        if field not in a.says & b.says:
            return ""
        return FIELDS[field](a, b) or REST

    levels = tuple(model.levels[field])
    return _closed(field, field, levels, "different" if "different" in levels else REST, level)


def _closed(
    title: str,
    field: str,
    levels: tuple[str, ...],
    otherwise: str,
    level: Callable[[Facts, Facts], str],
) -> Alternatives:
    before = tuple(one for one in levels if one != otherwise)
    return Alternatives(title, field, before, otherwise, level)
