"""What one record says of a human, in the form in which records are compared."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import blake2b
from typing import Any

from people.normalise import fold

EMPTY: frozenset[str] = frozenset()
USUAL = frozenset(
    "no nr street st road rd avenue ave lane close drive court place jalan jln lorong lrg taman "
    "kampung kg block blk unit lot calle av avenida jiron jr mz mza lt thanon soi moo duong pho "
    "ngo house flat floor apartment apt village jl gang rt rw barangay brgy purok".split()
)
PLAIN = ("birth", "sex", "address", "city", "postcode")

#: Kind of identifier or trace → field of the model, where the two have other names.
FIELD_OF = dict.fromkeys(("bank_account", "card", "wallet", "handle", "device"), "account") | {
    "flight": "journey"
}


@dataclass(frozen=True)
class Facts:
    """Everything is normalised and plain text, so that Python, DuckDB and Spark compare the same.

    What is unknown is empty. `birth` is ISO 8601 of reduced precision, with a closing `~` when
    approximate; `identifiers` are `kind:value`, those that the person holds or uses and that are
    not common; `address` is its words; `traces` are what a higher app knows the person by
    (`flight:…`, `offer:…`), from `linking.keys.SOURCES`.
    """

    names: tuple[str, ...] = ()
    birth: str = ""
    sex: str = ""
    citizenships: frozenset[str] = EMPTY
    identifiers: frozenset[str] = EMPTY
    address: frozenset[str] = EMPTY
    city: str = ""
    postcode: str = ""
    traces: frozenset[str] = EMPTY

    @cached_property
    def by_kind(self) -> dict[str, frozenset[str]]:
        """Identifiers and traces by their kind."""
        kinds: dict[str, set[str]] = {}
        for one in (*self.identifiers, *self.traces):
            kind, _, value = one.partition(":")
            kinds.setdefault(kind, set()).add(value)
        return {kind: frozenset(values) for kind, values in kinds.items()}

    @cached_property
    def says(self) -> frozenset[str]:
        """The fields of the model in which the record says something, but for the name."""
        told = {FIELD_OF.get(kind, kind) for kind in self.by_kind}
        told |= {field for field in PLAIN if getattr(self, field)}
        return frozenset(told | ({"citizenship"} if self.citizenships else set()))

    def as_json(self) -> dict[str, Any]:
        """Every field, sets as sorted lists: one record always gives one text."""
        return {
            field.name: sorted(value) if isinstance(value, frozenset) else value
            for field in fields(self)
            if (value := getattr(self, field.name)) is not None
        }

    @classmethod
    def from_json(cls, json: dict[str, Any]) -> Facts:
        lists = {name: frozenset(value) for name, value in json.items() if isinstance(value, list)}
        return cls(**json | lists | {"names": tuple(json["names"])})

    @property
    def digest(self) -> str:
        """Differs when anything differs that is said and that records are compared by."""
        said = {field: value for field, value in self.as_json().items() if value}
        return blake2b(repr(said).encode(), digest_size=8).hexdigest()


def words_of(address: str) -> frozenset[str]:
    """Its words without those that half of all addresses have."""
    return frozenset(fold(address).split()) - USUAL


def compact(postcode: str) -> str:
    return fold(postcode).replace(" ", "")
