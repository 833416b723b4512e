"""Reasons in words: what a reviewer reads beside the bits."""

from __future__ import annotations

from django_countries import countries

from core.dates import PartialDate
from linking.model.facts import Facts

#: Fields that tell a household, which relatives share and which one leaves as a whole: their bits
#: have a limit together, for and against.
TOGETHER = frozenset({"address", "city", "postcode", "phone"})
CAPPED = "Phone, address, town and postcode tell one household, so they count up to a limit"
MOVED = "Address, town and postcode change at one move, so they count up to a limit"

KINDS = {
    "passport": "passport",
    "national_id": "identity number",
    "travel_document": "travel document",
    "email": "e-mail address",
    "phone": "phone",
    "address": "home address",
    "city": "home town",
    "postcode": "postcode",
}
BIRTH = {
    "same": "Born on the same day",
    "new year": "Born on the same 1 January, which often stands for an unknown day",
    "swapped": "Births agree with day and month swapped",
    "slip": "Births differ in one digit",
    "two of three": "Births differ in the day, the month or the year",
    "one of three": "Births agree in the day, the month or the year only",
    "month": "Born in the same month, as far as is known",
    "year": "Born in the same year, as far as is known",
    "about": "Ages agree, about",
    "different": "Births differ",
    "generation": "Born a generation apart",
}
LEVELS = {
    "same": "Same {}",
    "slip": "{} with one character changed",
    "near": "{} almost the same",
    "most": "Most words of the {} agree",
    "some": "Few words of the {} agree",
    "user": "Same user in the {}, elsewhere",
    "different": "{} differs",
}
SHARED = {
    "account": "Both use one account or device",
    "journey": "Both travelled on one flight",
    "offer": "Both answered one job offer",
}


def prior(records: int) -> str:
    return f"Starting point: few of all pairs among {records:,} records are one person"


def rarity(bits: float) -> str:
    if bits > 0:
        return "Few have a name of that sound"
    return "Many have a name of that sound" if bits < 0 else "As many as usual have such a name"


def of(field: str, level: str, a: Facts, b: Facts) -> tuple[str, str, str]:
    """(what the level says, value of one side, value of the other)."""
    left, right = value(field, a), value(field, b)
    return said(field, level), left, right


def said(field: str, level: str) -> str:
    if field == "birth":
        return BIRTH[level]
    if field == "sex":
        return "Same sex" if level == "same" else "Sexes differ"
    if field == "citizenship":
        return "A citizenship in common" if level == "shared" else "Citizenships differ"
    if field in SHARED:
        return SHARED[field]
    text = LEVELS[level].format(KINDS[field])
    return f"{text[0].upper()}{text[1:]}"


def value(field: str, facts: Facts) -> str:
    """What one record says in a field, as a reviewer reads it."""
    if field == "birth":
        return _date(facts.birth)
    if field == "sex":
        return facts.sex
    if field == "citizenship":
        return ", ".join(sorted(countries.name(code) for code in facts.citizenships))
    if field == "address":
        return " ".join(sorted(facts.address))
    if field in ("city", "postcode"):
        return str(getattr(facts, field))
    kinds = ACCOUNTS if field == "account" else (TRACES.get(field, field),)
    return ", ".join(sorted(one for kind in kinds for one in facts.by_kind.get(kind, ())))


def _date(birth: str) -> str:
    """In words; a date that no calendar has, as lists have them, as it is written."""
    try:
        return PartialDate.parse(birth).words
    except ValueError:
        return birth


ACCOUNTS = ("bank_account", "card", "wallet", "handle", "device")
TRACES = {"journey": "flight"}
