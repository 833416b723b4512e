"""What a case has that others may have too, each thing with its reason in words.

Each source reads one case alone; `linking.weighing` compares what two cases have. Words are stored
without the name of a victim: whose they are is looked up when they are shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cases.models import Case
from core.choices import Badge
from linking.current import current
from linking.models import IdentityMember, Match
from people.models import Identifier, IdentifierKind, IdentifierUse


class SharedKind(Badge):
    """What it is that two cases share."""

    CONFIRMED = "confirmed", "success", "user-check", "Confirmed person"
    SUGGESTED = "suggested", "info", "question-mark", "Suggested person"
    IDENTIFIER = "identifier", "accent", "fingerprint", "Phone, document or account"
    SITE = "site", "warning", "map-pin", "House or compound"
    SYNDICATE = "syndicate", "danger", "sitemap", "Syndicate"
    OFFER = "offer", "warning", "briefcase", "Job offer"
    FLIGHT = "flight", "neutral", "plane", "Flight"
    ALIAS = "alias", "danger", "user-search", "Recruiter’s alias"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one thing in a case: cases that have the same value are compared.

    A thing, such as a place, may have several values (its name, where it lies); `about` names the
    thing, `people` are the refs of those it concerns, `detail` is what a comparison needs.
    """

    kind: SharedKind
    value: str
    about: str
    words: str
    people: tuple[str, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)

    def as_entry(self) -> dict[str, Any]:
        """As it comes back from the database, so that the two can be compared."""
        entry = {name: getattr(self, name) for name in ("about", "words", "detail")}
        return json.loads(json.dumps({**entry, "people": sorted(self.people)}))


Source = Callable[[Case], Iterable[Fact]]

DOCUMENTS = frozenset(
    {
        IdentifierKind.PASSPORT,
        IdentifierKind.NATIONAL_ID,
        IdentifierKind.TRAVEL_DOCUMENT,
        IdentifierKind.CARD,
    }
)


def confirmed_people(case: Case) -> Iterator[Fact]:
    """People of this case whom reviewers found to be people of another, or of the same."""
    members: dict[str, list[str]] = defaultdict(list)
    rows = IdentityMember.objects.filter(person__case=case)
    for identity, person in rows.values_list("identity__ref", "person__ref"):
        members[identity].append(person)
    for identity, people in members.items():
        words = "One person, confirmed by a reviewer"
        yield Fact(SharedKind.CONFIRMED, identity, identity, words, tuple(people))


def suggested_people(case: Case) -> Iterator[Fact]:
    """Pairs that nobody has judged; the stronger the match, the more it counts."""
    matches = Match.objects.open().in_case(case).filter(weight__gte=current().possible)
    for match in matches.select_related("left", "right"):
        if match.left.case_id != match.right.case_id:
            words = f"Perhaps one person ({match.weight:.1f} bits), not judged yet"
            people = (match.left.ref, match.right.ref)
            detail = {"bits": match.weight}
            yield Fact(SharedKind.SUGGESTED, match.ref, match.ref, words, people, detail)


def identifiers(case: Case) -> Iterator[Fact]:
    """Numbers and names that somebody of the case has to do with; never common ones."""
    uses = IdentifierUse.objects.filter(person__case=case, identifier__is_common=False)
    people: dict[Identifier, set[str]] = defaultdict(set)
    for use in uses.select_related("identifier", "person").order_by("pk"):
        people[use.identifier].add(use.person.ref)
    for identifier, refs in people.items():
        key, words = str(identifier.pk), f"{_label(identifier)} in both"
        yield Fact(SharedKind.IDENTIFIER, key, key, words, tuple(refs))


#: Further sources are added by `apps.ready`, here and in higher apps.
SOURCES: list[Source] = [confirmed_people, suggested_people, identifiers]


def facts_of(case: Case) -> Iterator[Fact]:
    for source in SOURCES:
        yield from source(case)


def _label(identifier: Identifier) -> str:
    """A document names its holder to whoever can look it up, so only its end is told."""
    if identifier.kind in DOCUMENTS:
        return f"{identifier.get_kind_display()} ending {identifier.value[-3:]}"
    return str(identifier)
