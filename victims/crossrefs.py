"""What victims' journeys and accounts say that other cases may have too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cases.models import Case, Place
from linking.crossrefs import Fact, SharedKind
from linking.offers import Offer, facts_of_offers
from linking.sites import facts_of_place
from people.models import IdentifierUse, UseRole
from victims.models import Exploitation, JourneyLeg, RecruitmentAccount
from victims.models.recruitment import Period


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


def sites(case: Case) -> Iterator[Fact]:
    """The houses and compounds of the case in which somebody was held, with whom."""
    held: dict[Place, set[str]] = defaultdict(set)
    periods = Exploitation.objects.of_case(case).filter(site__isnull=False)
    for period in periods.select_related("site", "victim__person"):
        if period.site:
            held[period.site].add(period.victim.person.ref)
    for place, people in held.items():
        yield from facts_of_place(place, sorted(people))


def offers(case: Case) -> Iterator[Fact]:
    """The jobs that were promised, with the contacts that the victims were given."""
    contacts = _contacts(case)
    accounts = RecruitmentAccount.objects.of_case(case).select_related("victim__person")
    yield from facts_of_offers(
        Offer(
            job=account.promised_job,
            country=str(account.promised_country),
            employer=account.employer,
            salary=_monthly(account),
            currency=account.currency,
            advert=account.advert_text,
            marks=_marks(account),
            contacts=contacts.get(account.victim.person.ref, ()),
            people=(account.victim.person.ref,),
        )
        for account in accounts
    )


#: Pay by the month, of what is paid for another time; where nobody said, it was by the month.
MONTHLY: dict[str, float] = {Period.DAY: 26.0, Period.WEEK: 52 / 12, Period.YEAR: 1 / 12}


def _monthly(account: RecruitmentAccount) -> float | None:
    if not account.salary:
        return None
    return round(float(account.salary) * MONTHLY.get(account.salary_period, 1), 2)


def _marks(account: RecruitmentAccount) -> tuple[str, ...]:
    """The address without what only counts clicks, and the hash of the picture."""
    address = account.advert_url.lower().partition("#")[0].partition("?utm_")[0].rstrip("/")
    return tuple(filter(None, [address[:180], account.advert_sha256]))


def _contacts(case: Case) -> dict[str, tuple[str, ...]]:
    """Person → the identifiers that their offer gave."""
    given = IdentifierUse.objects.of_case(case).filter(role=UseRole.CONTACT)
    found: dict[str, set[str]] = defaultdict(set)
    for person, identifier in given.filter(identifier__is_common=False).values_list(
        "person__ref", "identifier"
    ):
        found[person].add(str(identifier))
    return {person: tuple(sorted(keys)) for person, keys in found.items()}
