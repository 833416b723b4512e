"""Writing the other side: recruiters, syndicates, who belongs to whom. One transaction an act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from cases.models import Case
from core import services as core
from linking import services as linking
from people import services as people
from people.models import Person
from people.normalise import fold
from recruiters.models import Membership, Recruiter, Syndicate, Tie


@transaction.atomic
def register(
    case: Case,
    *,
    names: list[dict[str, Any]],
    identifiers: list[dict[str, Any]],
    **facts: Any,
) -> Recruiter:
    """Record somebody new to the case, as a recruiter. `facts` are the person's and the role's."""
    personal, own = people.split(facts)
    person = people.record_person(case, names=names, identifiers=identifiers, **personal)
    return suspect(person, **own)


@transaction.atomic
def suspect(person: Person, **facts: Any) -> Recruiter:
    """Give somebody whom the case knows already, such as a victim, the role of a recruiter."""
    if Recruiter.objects.filter(person=person).exists():
        raise ValidationError(f"{person} is recorded as a recruiter already.")
    linking.mark_cases(person.case_id)  # Their aliases count now.
    return core.create(Recruiter(person=person, **facts))


@transaction.atomic
def edit(
    recruiter: Recruiter,
    *,
    version: int | None,
    names: list[dict[str, Any]] | None = None,
    identifiers: list[dict[str, Any]] | None = None,
    **facts: Any,
) -> Recruiter:
    """Change the role and its person as one. Raises StaleRecord when either changed meanwhile."""
    core.lock(recruiter.person)  # First, as in a change of the person alone: no deadlock.
    current = core.lock(recruiter, version)
    personal, own = people.split(facts)
    people.edit_person(
        current.person, version=None, names=names, identifiers=identifiers, **personal
    )
    return core.edit(current, version=None, changes=own)


def person_changed(person: Person) -> None:
    """Whoever has the recruiter's form open must learn that the person is not as they saw it."""
    Recruiter.objects.filter(person=person).update(version=F("version") + 1)


@transaction.atomic
def record_syndicate(case: Case, *, name: str, **facts: Any) -> Syndicate:
    names = _folded(name, facts.get("aliases", ()))
    syndicate = core.create(Syndicate(case=case, name=name, folded_names=names, **facts))
    linking.mark_cases(case.pk)
    return syndicate


@transaction.atomic
def edit_syndicate(syndicate: Syndicate, *, version: int | None, **changes: Any) -> Syndicate:
    """Raises StaleRecord when somebody saved the syndicate since `version`."""
    current = core.lock(syndicate, version)
    changes["folded_names"] = _folded(
        changes.get("name", current.name), changes.get("aliases", current.aliases)
    )
    edited = core.edit(current, version=version, changes=changes)
    linking.mark_cases(edited.case_id)
    return edited


@transaction.atomic
def join(person: Person, syndicate: Syndicate, **facts: Any) -> Membership:
    """Record that a person belongs to a syndicate of the same case."""
    _of_one_case(person.case_id, syndicate.case_id)
    return core.create(Membership(person=person, syndicate=syndicate, **facts))


@transaction.atomic
def tie(subject: Person, object: Person, *, kind: str, **facts: Any) -> Tie:  # noqa: A002
    """Record what `subject` did to `object`, both of the same case."""
    _of_one_case(subject.case_id, object.case_id)
    return core.create(Tie(subject=subject, object=object, kind=kind, **facts))


def _of_one_case(one: Any, other: Any) -> None:
    if one != other:
        raise ValidationError(
            "Both must belong to the same case. What joins cases is recorded as a match."
        )


def _folded(name: str, aliases: Iterable[str]) -> list[str]:
    """Every name in plain Latin letters, so that other scripts and spellings find it."""
    return list(dict.fromkeys(fold(text) or text.lower() for text in (name, *aliases)))
