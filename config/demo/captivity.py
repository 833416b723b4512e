"""How the people of the sample cases were held, as reported; what was not is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cases import services as cases
from cases.models import Case, Place, PlaceKind, Scam
from config.demo.casework import date_of
from victims import services
from victims.models import ForcedCrime, PhoneAccess, Punishment, Victim

#: Beside the sites that the cases record themselves; the reports name such premises in general.
CAMBODIA = [(PlaceKind.CASINO, "Casino block (invented)"), (PlaceKind.HOTEL, "Hotel (invented)")]
MYANMAR = [(PlaceKind.ENTERTAINMENT, "Entertainment centre (invented)")]


def at_la_molina(case: Case, people: Sequence[Victim]) -> None:
    house = Place.objects.get(case=case, kind=PlaceKind.HOUSE)
    for victim in people:
        services.add_period(
            victim,
            site=house,
            began_on=date_of("2023-09-29~"),
            ended_on=date_of("2023-10-07"),
            crimes=[ForcedCrime.ONLINE_FRAUD],
            scams=[Scam.MACAU],
            tasks="Called people at night, posing as bank staff and officials, to learn banking "
            "details or to have money sent to accounts of third persons.",
            targets=["MY", "TW"],
            meals=1,
            passport_held_by="Members of Red Dragon, as alleged",
            phone_access=PhoneAccess.WORK_ONLY,
        )


def sites(case: Case, country: str, kinds: Iterable[tuple[str, str]]) -> list[Place]:
    """The compounds that the case knows already, and those of `kinds`."""
    known = list(Place.objects.filter(case=case, kind=PlaceKind.COMPOUND))
    return known + [
        cases.record_place(case, kind=kind, name=name, country=country) for kind, name in kinds
    ]


def in_south_east_asia(
    people: Sequence[Victim], held_at: Sequence[Place], began_on: str, ended_on: str
) -> None:
    """Call centres with quotas; some lent accounts, some carried drugs; debts grew."""
    for number, victim in enumerate(people):
        services.add_period(
            victim,
            site=held_at[number % len(held_at)],
            began_on=date_of(began_on),
            ended_on=date_of(ended_on),
            crimes=_crimes(number),
            scams=[Scam.ROMANCE, Scam.CRYPTO],
            tasks="Wrote or called, helped by two or three who posed as a bank or the police.",
            hours="14",
            meals=2,
            quota="A sum each month, set by the team",
            punishments=[Punishment.BEATING, Punishment.FINE] if victim.is_injured else [],
            debt_ledger="Journey, bed and meals added each week; taken off by what scams bring in.",
            phone_access=PhoneAccess.WORK_ONLY,
            sold_to="Another compound (invented)" if number == 3 else "",
            escape_attempts="Tried once, was brought back" if number == 5 else "",
        )


def _crimes(number: int) -> list[str]:
    if number % 8 == 6:
        return [ForcedCrime.ONLINE_FRAUD, ForcedCrime.ACCOUNT_MULE]
    return [ForcedCrime.DRUG_MULE] if number % 11 == 8 else [ForcedCrime.ONLINE_FRAUD]
