"""What two cases have in common, ranked by strength, each thing with its reason.

Reasons are stored without anybody's name: who may read them is decided when they are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from math import log2
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from cases.models import Case
from core.choices import Badge
from linking.model import PROPOSE
from linking.models import CaseLink, IdentityMember, Match
from people.models import Identifier, IdentifierKind, IdentifierUse

CONFIRMED, SUGGESTED = 10.0, 3.0


class SharedKind(Badge):
    """What it is that two cases share."""

    CONFIRMED = "confirmed", "success", "user-check", "Confirmed person"
    SUGGESTED = "suggested", "info", "question-mark", "Suggested person"
    IDENTIFIER = "identifier", "accent", "fingerprint", "Phone, document or account"
    FLIGHT = "flight", "neutral", "plane", "Flight"
    SYNDICATE = "syndicate", "danger", "sitemap", "Syndicate"


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that a case shares with `other`; `people` are the refs of those it is about."""

    other: UUID
    kind: SharedKind
    strength: float
    words: str
    people: list[str] = field(default_factory=list)


DOCUMENTS = frozenset(
    {
        IdentifierKind.PASSPORT,
        IdentifierKind.NATIONAL_ID,
        IdentifierKind.TRAVEL_DOCUMENT,
        IdentifierKind.CARD,
    }
)
Source = Callable[[Case], Iterable[Shared]]


def confirmed_people(case: Case) -> Iterator[Shared]:
    """People of this case whom reviewers found to be people of another."""
    members = IdentityMember.objects.filter(person__case=case).values("identity")
    rows = IdentityMember.objects.filter(identity__in=members).values_list(
        "identity", "person__case", "person__ref"
    )
    for people in _grouped(rows, case):
        yield Shared(
            people.other,
            SharedKind.CONFIRMED,
            CONFIRMED,
            "One person, confirmed by a reviewer",
            people.refs,
        )


def suggested_people(case: Case) -> Iterator[Shared]:
    """Pairs that nobody has judged; the stronger the match, the more it counts."""
    matches = Match.objects.open().in_case(case).filter(weight__gte=PROPOSE)
    for match in matches.select_related("left", "right"):
        if match.left.case_id != match.right.case_id:
            other = match.right if match.left.case_id == case.pk else match.left
            yield Shared(
                other.case_id,
                SharedKind.SUGGESTED,
                round(min(match.weight / 4, SUGGESTED), 1),
                f"Perhaps one person ({match.weight:g} bits), not judged yet",
                [match.left.ref, match.right.ref],
            )


def identifiers(case: Case) -> Iterator[Shared]:
    """Numbers and names that occur in both; the fewer cases have one, the more it says."""
    here = IdentifierUse.objects.filter(person__case=case, identifier__is_common=False)
    rows = (
        IdentifierUse.objects.filter(identifier__in=here.values("identifier"))
        .values_list("identifier", "person__case", "person__ref")
        .order_by("identifier", "person__ref")
    )
    labels = {
        use.identifier_id: _label(use.identifier) for use in here.select_related("identifier")
    }
    spread = _spread([identifier for identifier, *_ in rows])
    cases = Case.objects.count()
    for people in _grouped(rows, case):
        yield Shared(
            people.other,
            SharedKind.IDENTIFIER,
            round(log2(1 + cases / spread[people.key]), 1),
            f"{labels[people.key]} in both",
            people.refs,
        )


#: Higher apps add theirs in `apps.ready`: syndicates, flights.
SOURCES: list[Source] = [confirmed_people, suggested_people, identifiers]


def refresh(*cases: Case) -> None:
    """Write the links of `cases` anew; links that have lost every reason go."""
    for case in cases:
        shared: dict[UUID, list[Shared]] = defaultdict(list)
        for source in SOURCES:
            for thing in source(case):
                shared[thing.other].append(thing)
        CaseLink.objects.touching(case).exclude(
            Q(left__in=shared, right=case) | Q(left=case, right__in=shared)
        ).delete()
        CaseLink.objects.bulk_create(
            [_link(case.pk, other, things) for other, things in sorted(shared.items())],
            update_conflicts=True,
            unique_fields=["left", "right"],
            update_fields=["strength", "reasons", "updated_at"],
        )


def _link(case: UUID, other: UUID, things: list[Shared]) -> CaseLink:
    left, right = sorted((case, other))
    things = sorted(things, key=lambda thing: -thing.strength)
    reasons = [{key: value for key, value in asdict(t).items() if key != "other"} for t in things]
    strength = round(sum(thing.strength for thing in things), 1)
    return CaseLink(left_id=left, right_id=right, strength=strength, reasons=reasons)


@dataclass(frozen=True, slots=True)
class _People:
    key: Any
    other: UUID
    refs: list[str]


def _label(identifier: Identifier) -> str:
    """A document names its holder to whoever can look it up, so only its end is told."""
    if identifier.kind in DOCUMENTS:
        return f"{identifier.get_kind_display()} ending {identifier.value[-3:]}"
    return str(identifier)


def _grouped(rows: Iterable[tuple[Any, UUID, str]], case: Case) -> Iterator[_People]:
    """(thing, case, person) rows → for each thing and other case, the people on both sides."""
    things: dict[Any, dict[UUID, list[str]]] = defaultdict(lambda: defaultdict(list))
    for thing, of_case, ref in rows:
        things[thing][of_case].append(ref)
    for thing, sides in things.items():
        for other, refs in sides.items():
            if other != case.pk:
                yield _People(thing, other, sorted({*sides.get(case.pk, []), *refs}))


def _spread(identifiers: list[Any]) -> dict[Any, int]:
    """In how many cases each identifier occurs."""
    rows = (
        IdentifierUse.objects.filter(identifier__in=set(identifiers))
        .values("identifier")
        .annotate(cases=Count("person__case", distinct=True))
        .values_list("identifier", "cases")
    )
    return dict(rows)
