"""The linking model: how much each level of agreement weighs. One JSON file says all of it.

A weight is log2(m / u) bits: how much likelier a level is between two records of one human (m) than
between two records taken at random (u), after Fellegi and Sunter (1969). The sum over all fields,
with the starting point of `prior`, is the log-odds that both records are one human.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, log2
from pathlib import Path
from typing import Any

#: What a nickname or half a name differs by says nothing of the other names.
OTHER_WORD = "other word"
SHIPPED = Path(__file__).parent / "shipped.json"
#: Among fewer records than these the odds of a match are not better.
FEWEST = 1_000


@dataclass(frozen=True)
class Model:
    """`levels`: field → level → (m, u). See `shipped.json` for the meaning of the rest."""

    version: str
    levels: Mapping[str, Mapping[str, tuple[float, float]]]
    matches_a_record: float
    at_least: int
    together: Mapping[str, float]
    rarity: Mapping[str, float]
    possible: float
    match: float
    about: Mapping[str, Any]

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Model:
        """Raises KeyError or ValueError for what is no model."""
        levels = {
            field: {level: (float(one["m"]), float(one["u"])) for level, one in of.items()}
            for field, of in json["fields"].items()
        }
        return cls(
            version=json["version"],
            levels=levels,
            matches_a_record=json["prior"]["matches_a_record"],
            at_least=json["prior"]["at_least"],
            together=json["together"],
            rarity=json["rarity"],
            possible=json["thresholds"]["possible"],
            match=json["thresholds"]["match"],
            about=json["about"],
        )

    def as_json(self) -> dict[str, Any]:
        fields = {
            field: {level: {"m": m, "u": u} for level, (m, u) in of.items()}
            for field, of in self.levels.items()
        }
        return {
            "version": self.version,
            "about": dict(self.about),
            "prior": {"matches_a_record": self.matches_a_record, "at_least": self.at_least},
            "thresholds": {"possible": self.possible, "match": self.match},
            "together": dict(self.together),
            "rarity": dict(self.rarity),
            "fields": fields,
        }

    def beside(self, newer: Model) -> Model:
        """With what only the newer model weighs: this one may have been kept before a level was."""
        levels = {field: {**of, **self.levels.get(field, {})} for field, of in newer.levels.items()}
        return replace(self, levels=levels, together={**newer.together, **self.together})

    @cached_property
    def bits(self) -> dict[str, dict[str, float]]:
        """Field → level → log2(m / u)."""
        return {
            field: {level: log2(m / u) for level, (m, u) in of.items()}
            for field, of in self.levels.items()
        }

    @cached_property
    def name_order(self) -> dict[str, float]:
        """Which of several levels of two people's names counts: the one of most bits, but that a
        nickname is another word only where no two whole names say more."""
        return self.bits["name"] | {OTHER_WORD: -inf}

    def one_fact(self, bits: float) -> float:
        """What levels count together that tell one fact."""
        return max(self.together["least"], min(self.together["most"], bits))

    @cached_property
    def same_name(self) -> float:
        """What a name can add at most, without what it adds that few have it."""
        return max(self.bits["name"].values())

    def prior(self, records: int) -> float:
        """The log-odds of two records of a base of that size before anything is compared."""
        return log2(self.matches_a_record / max(records, FEWEST))

    def rarity_bits(self, sharing: int, records: int) -> float:
        """What it adds that `sharing` of so many records have a name of that sound, these two too.

        A small base cannot tell how common a name is, so its counts are mixed with `weight` records
        of a base in which names are as common as the model's `u`. Whole bits, so that every runner
        gives the same.
        """
        usual, weight = self.rarity["usual"], self.rarity["weight"]
        share = (max(sharing - 2, 0) + weight * usual) / (records + weight)
        bits = max(self.rarity["least"], min(self.rarity["most"], log2(usual / share)))
        return float(round(bits))


def read(path: Path = SHIPPED) -> Model:
    return Model.from_json(json.loads(path.read_text(encoding="utf-8")))
