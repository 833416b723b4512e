"""What victims' journeys and accounts say that other cases may have too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cases.models import Case
from linking.crossrefs import Fact, SharedKind
from linking.offers import Offer, facts_of_offers
from people.models import IdentifierUse, UseRole
from victims.models import JourneyLeg, RecruitmentAccount


def flights(case: Case) -> Iterator[Fact]:
    """Flights that people of the case really took, with the day."""
    people: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    taken = JourneyLeg.objects.of_case(case).filter(is_planned=False).exclude(flight="")
    for leg in taken.select_related("victim__person"):
        if (day := leg.departed_on or leg.arrived_on) and day.day:
            number = "".join(leg.flight.split()).upper()
            people[number, str(day), day.words].add(leg.victim.person.ref)
    for (number, on, said), refs in people.items():
        value, words = f"{number}|{on}", f"Flight {number} of {said} in both"
        yield Fact(SharedKind.FLIGHT, value, value, words, tuple(refs))


def offers(case: Case) -> Iterator[Fact]:
    """The jobs that were promised, with the contacts that the victims were given."""
    contacts = _contacts(case)
    accounts = RecruitmentAccount.objects.of_case(case).exclude(promised_job="")
    yield from facts_of_offers(
        Offer(
            job=account.promised_job,
            country=str(account.promised_country),
            salary=float(account.salary) if account.salary else None,
            currency=account.currency,
            contacts=contacts.get(account.victim.person.ref, ()),
            people=(account.victim.person.ref,),
        )
        for account in accounts.select_related("victim__person")
    )


def _contacts(case: Case) -> dict[str, tuple[str, ...]]:
    """Person → the identifiers that their offer gave."""
    given = IdentifierUse.objects.of_case(case).filter(role=UseRole.CONTACT)
    found: dict[str, set[str]] = defaultdict(set)
    for person, identifier in given.filter(identifier__is_common=False).values_list(
        "person__ref", "identifier"
    ):
        found[person].add(str(identifier))
    return {person: tuple(sorted(keys)) for person, keys in found.items()}
