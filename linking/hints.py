"""What may be said of matches into cases that the reader cannot open: whom to ask, no more.

One line an agency, so that neither matches nor cases can be counted; no sealed case is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import Agency, User
from cases.models import AccessRequest, Case
from linking.candidates import Asked, proposals_of_many
from linking.current import current
from linking.model import Comparison, Facts, keys_of
from linking.models import Answer, IdentityMember, Match
from people.models import Person

#: So many bits above the weakest a suggestion is called strong: a hundred times its odds.
STRONG = 7
SIDES = (("left", "right"), ("right", "left"))
#: Of so many records that one may open is told while somebody types, and of so many reasons each.
MOST_KNOWN, MOST_REASONS = 3, 3
#: What is no reason that two records share.
NO_REASONS = ("prior", "rarity", "together")


@dataclass(frozen=True, slots=True)
class Hint:
    """That a match exists in a case of `agency`; `asked` while an answer is awaited."""

    agency: Agency
    is_confirmed: bool
    is_strong: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A record that the user may open and that may be the one being typed, and why."""

    person: Person
    is_strong: bool
    reasons: list[str]


@dataclass(frozen=True, slots=True, order=True)
class _Lead:
    """One match into a hidden case; the strongest sorts last."""

    is_confirmed: bool
    weight: float
    case: UUID
    agency: UUID


def about_person(person: Person, user: User) -> list[Hint]:
    return _hints(_leads(Person.objects.filter(pk=person.pk), user), person.ref, user)


def about_case(case: Case, user: User) -> list[Hint]:
    people = Person.objects.visible_to(user).of_case(case)
    return _hints(_leads(people, user), case.ref, user)


def about_facts(facts: Facts, user: User) -> tuple[list[Known], list[Hint]]:
    """What a record that says this would be matched with: no more of it than of a saved one."""
    asked = Asked(facts, frozenset(keys_of(facts)))
    told = spoken_of_to(user)
    proposed = proposals_of_many([asked], floor=current().possible, among=told)
    found = {person: comparison for _, person, comparison in proposed}
    seen = Person.objects.visible_to(user).filter(pk__in=found).select_related("case")
    nearest = sorted(seen, key=lambda person: -found[person.pk].weight)[:MOST_KNOWN]
    hidden = _hidden_from(user).filter(pk__in=found)
    leads = [
        _Lead(False, found[pk].weight, case, agency)
        for pk, case, agency in hidden.values_list("pk", "case", "case__lead_agency")
    ]
    return [_known(person, found[person.pk]) for person in nearest], _hints(leads, "", user)


def _known(person: Person, comparison: Comparison) -> Known:
    said = (reason for reason in comparison.reasons if reason.field not in NO_REASONS)
    most = sorted(said, key=lambda reason: -reason.weight)[:MOST_REASONS]
    is_strong = comparison.weight >= current().possible + STRONG
    return Known(person, is_strong, [reason.words for reason in most if reason.weight > 0])


def case_to_ask_for(record: Person | Case, agency: Agency, user: User) -> Case | None:
    """The hidden case of that agency into which the strongest match leads."""
    if isinstance(record, Case):
        people = Person.objects.visible_to(user).of_case(record)
    else:
        people = Person.objects.visible_to(user).filter(pk=record.pk)
    leads = [lead for lead in _leads(people, user) if lead.agency == agency.pk]
    return Case.objects.get(pk=max(leads).case) if leads else None


def spoken_of_to(user: User) -> Any:
    """Everybody of whom a match may be told to the user: by name, or hidden, as no more than a hint
    that somebody in a case of an agency matches."""
    return Person.objects.visible_to(user) | _hidden_from(user)


def leading_on(people: Iterable[UUID], user: User) -> set[UUID]:
    """Those of `people` from whom a match leads into a case that `user` cannot open."""
    mine = Person.objects.visible_to(user).filter(pk__in=people)
    hidden = _hidden_from(user)
    found = set(_fellows(mine, hidden).values_list("identity__members__person", flat=True))
    for here, there in SIDES:
        rows = Match.objects.filter(_worth(), **{f"{here}__in": mine, f"{there}__in": hidden})
        found |= set(rows.values_list(here, flat=True))
    return found & set(people)


def _hints(leads: Iterable[_Lead], about: str, user: User) -> list[Hint]:
    best: dict[UUID, _Lead] = {}
    strong = current().possible + STRONG
    for lead in sorted(leads):
        best[lead.agency] = lead
    agencies = Agency.objects.visible_to(user).filter(pk__in=best).order_by("name")
    mine = AccessRequest.objects.asked_by(user).open().filter(about=about)
    asked = set(mine.values_list("agency", flat=True))
    return [
        Hint(
            agency,
            is_confirmed=best[agency.pk].is_confirmed,
            is_strong=best[agency.pk].is_confirmed or best[agency.pk].weight >= strong,
            asked=agency.pk in asked,
        )
        for agency in agencies
    ]


def _leads(people: Any, user: User) -> list[_Lead]:
    """Every match of `people` into a hidden case: proposed, or confirmed by a reviewer."""
    hidden = _hidden_from(user)
    return [*_confirmed(people, hidden), *_matched(people, hidden)]


def _hidden_from(user: User) -> Any:
    """Whom the role might see, in cases of which the user may know that a match leads there."""
    return Person.objects.open_to_role_of(user).filter(case__in=Case.objects.hinted_to(user))


def _worth() -> Q:
    """The matches that are worth a hint."""
    return Q(answer=Answer.SAME) | Q(answer="", weight__gte=current().possible)


def _fellows(people: Any, hidden: Any) -> Any:
    """Of `hidden` those who are in an identity with one of `people`."""
    mine = IdentityMember.objects.filter(person__in=people).values("identity")
    return IdentityMember.objects.filter(identity__in=mine, person__in=hidden)


def _confirmed(people: Any, hidden: Any) -> Iterator[_Lead]:
    theirs = _fellows(people, hidden)
    for case, agency in theirs.values_list("person__case", "person__case__lead_agency"):
        yield _Lead(True, 0, case, agency)


def _matched(people: Any, hidden: Any) -> Iterator[_Lead]:
    for mine, theirs in SIDES:
        rows = Match.objects.filter(_worth(), **{f"{mine}__in": people, f"{theirs}__in": hidden})
        for answer, weight, case, agency in rows.values_list(
            "answer", "weight", f"{theirs}__case", f"{theirs}__case__lead_agency"
        ):
            yield _Lead(answer == Answer.SAME, weight, case, agency)
