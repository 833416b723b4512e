"""What was found at La Molina: cash, phones and cards as reported, the rest invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from cases import services, store
from cases.models import Case, EvidenceItem
from config.demo.casework import Fields, acting
from people.models import IdentifierKind
from victims.models import Victim

FOUND = datetime(2023, 10, 7, 6, 30, tzinfo=ZoneInfo("America/Lima"))
STORE = "Evidence store of the Peruvian police (demo)"
LABORATORY = "Digital laboratory (demo)"

FOUND_ITEMS: list[Fields] = [
    {
        "title": "Cash from the house",
        "category": "cash",
        "found_in": "Not published",
        "seal": "PE-0701",
        "remarks": "The report gives one sum in two currencies; neither is the one that was found.",
        "amounts": [
            {
                "amount": Decimal("8200"),
                "currency": "GBP",
                "as_reported": "more than £8,200",
                "source": "Press report of 10 Oct 2023",
            },
            {
                "amount": Decimal("13723"),
                "currency": "SGD",
                "as_reported": "S$13,723",
                "source": "The same report, in brackets",
            },
        ],
    },
    {
        "title": "Mobile phones",
        "category": "phone",
        "found_in": "Not published",
        "seal": "PE-0702",
        "remarks": "Reported without a number of pieces.",
    },
    {
        "title": "Bank cards",
        "category": "bank_card",
        "found_in": "Not published",
        "seal": "PE-0703",
        "remarks": "Reported without a number of pieces.",
    },
]
SCRIPT: Fields = {
    "title": "Script of a call",
    "category": "script",
    "count": 1,
    "found_in": "Upstairs, second door left (invented)",
    "seal": "PE-0704",
    "remarks": "Invented for the demonstration.",
}
SCRIPT_TEXT = """\
(Invented for the demonstration.)
1. Good morning, I am calling from your bank.
2. Somebody has opened an account in your name.
3. I connect you with the officer in charge. Tell nobody of this call.
"""


def load(case: Case, victims: Sequence[Victim], *, by: User) -> None:
    operation = case.operations.get()
    common: Fields = {"found_at": FOUND, "held_by": STORE, "operation": operation, "by": by}
    common["found_by"] = "Peruvian National Police"
    with acting(by):
        _, phones, _ = (services.log_evidence(case, **common, **facts) for facts in FOUND_ITEMS)
        _add_script(services.log_evidence(case, **common, **SCRIPT), by)
        for number, victim in enumerate(victims[:3], start=1):
            _log_passport(case, victim, f"PE-071{number}", common)
    with acting(by):  # On its own: its purpose is the note of everything that is written with it.
        _hand_to_laboratory(phones, by)


def _hand_to_laboratory(phones: EvidenceItem, by: User) -> None:
    services.hand_over(
        phones,
        by=by,
        to=LABORATORY,
        at=FOUND + timedelta(days=3),
        purpose="Reading what is on them",
        place="Lima",
        seal_before="PE-0702",
        seal_after="PE-0802",
    )


def _add_script(script: EvidenceItem, by: User) -> None:
    text = store.receive([SCRIPT_TEXT.encode()])
    services.add_file(script, text, name="script.txt", description="Copied by hand", by=by)


def _log_passport(case: Case, victim: Victim, seal: str, common: dict[str, Any]) -> None:
    """One of the passports that were taken from the captives; found in the house by invention."""
    person = victim.person
    passport = person.uses.get(identifier__kind=IdentifierKind.PASSPORT)
    services.log_evidence(
        case,
        **common,
        title=f"Passport of {person}",
        category="passport",
        count=1,
        belongs_to=person,
        seal=seal,
        remarks="Invented for the demonstration; the reports say only that passports were taken.",
        numbers=[{"kind": "passport", "value": passport.identifier.value}],
    )
