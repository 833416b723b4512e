"""The model as Splink reads it: a comparison a field, a level a condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linking.candidates import BLOCK_CAP
from linking.model import Model
from linking.model.words import TOGETHER

RARITY = "rarity"
#: Field → what gives its level in DuckDB, over the columns of both records.
LEVEL = {
    "name": "name_level(id_l, id_r)",
    "birth": "birth_level(birth_l, birth_r)",
    **{
        kind: f"document_level({kind}_l, {kind}_r)"
        for kind in ("passport", "national_id", "travel_document")
    },
    "email": "email_level(email_l, email_r)",
    **{
        kind: f"shared_level({kind}_l, {kind}_r)"
        for kind in ("phone", "account", "journey", "offer")
    },
    "sex": "sex_level(sex_l, sex_r)",
    "citizenship": "citizenship_level(citizenships_l, citizenships_r)",
    "address": "address_level(address_l, address_r)",
    "city": "city_level(city_l, city_r)",
    "postcode": "postcode_level(postcode_l, postcode_r)",
    RARITY: "rarity_bits(id_l, id_r)",
}


def settings(model: Model, records: int, level: Mapping[str, str] = LEVEL) -> dict[str, Any]:
    """The model on a base of so many records; `level` says how the runner calls each level."""
    odds = 2 ** model.prior(records)
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": odds / (1 + odds),
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [
            *(_comparison(field, level[field], levels) for field, levels in model.levels.items()),
            _comparison(
                RARITY, level[RARITY], _steps(model), null=f"{level[RARITY]} = 0", quote=""
            ),
        ],
    }


def _comparison(
    field: str, level: str, levels: Any, *, null: str = "", quote: str = "'"
) -> dict[str, Any]:
    conditions = [
        {"sql_condition": f"{level} = {quote}{name}{quote}", "label_for_charts": str(name),
         "m_probability": m, "u_probability": u}
        for name, (m, u) in levels.items()
    ]  # fmt: skip
    nothing = {"sql_condition": null or f"{level} = ''", "is_null_level": True,
               "label_for_charts": "not in both"}  # fmt: skip
    # Nothing else comes up; Splink wants to be told what it would be.
    otherwise = {"sql_condition": "ELSE", "label_for_charts": "else",
                 "m_probability": 0.5, "u_probability": 0.5}  # fmt: skip
    return {"output_column_name": field, "comparison_levels": [nothing, *conditions, otherwise]}


def _steps(model: Model) -> dict[int, tuple[float, float]]:
    """Bits of rarity → an m and u of that ratio."""
    least, most = int(model.rarity["least"]), int(model.rarity["most"])
    steps = [bits for bits in range(least, most + 1) if bits]
    return {bits: (min(0.5, 0.5 * 2.0**bits), min(0.5, 0.5 * 2.0**-bits)) for bits in steps}


def bits_sql(model: Model, field: str) -> str:
    """The bits of a field's level, for the bound that tells who is worth a look at the name."""
    cases = " ".join(
        f"WHEN '{level}' THEN {double(bits)}" for level, bits in model.bits[field].items()
    )
    return f"CASE {LEVEL[field]} {cases} ELSE 0 END"


def rarity_sql(model: Model, records: int) -> str:
    """`Model.rarity_bits` of the column `sharing`; 0 where no name key is common."""
    most_of = {model.rarity_bits(number, records): number for number in range(1, BLOCK_CAP + 2)}
    steps = " ".join(f"WHEN sharing <= {most} THEN {bits}" for bits, most in most_of.items())
    return f"CASE WHEN sharing = 0 THEN 0 {steps} END"


def one_fact(model: Model, bits: str) -> str:
    """`Model.one_fact` of an expression."""
    least, most = (double(model.together[end]) for end in ("least", "most"))
    return f"greatest({least}, least({most}, {bits}))"


def before_one_fact(model: Model, floor: float) -> float:
    """What Splink's own sum is at least, of a pair that reaches the floor by `one_fact`."""
    least = sum(min(0, *model.bits[field].values()) for field in TOGETHER)
    return floor + least - model.one_fact(least)


def double(number: float) -> str:
    """As DuckDB reads a float; without the exponent it would be a decimal of fewer digits."""
    return f"{number:.17e}"
