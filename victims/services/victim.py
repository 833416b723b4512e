"""Logging and editing victims. The person and the role have one version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from cases.models import Case
from core import services as core
from people import services as people
from people.models import Person
from people.services import Row
from victims.models import Victim
from victims.services.story import add_leg, take_account


@transaction.atomic
def register(
    case: Case,
    *,
    names: Iterable[Row],
    identifiers: Iterable[Row],
    accounts: Iterable[Row] = (),
    legs: Iterable[Row] = (),
    **facts: Any,
) -> Victim:
    """Log a person as a victim; `facts` are those of the person and of the victim together."""
    of_person, of_victim = people.split(facts)
    person = people.record_person(case, names=names, identifiers=identifiers, **of_person)
    victim = core.create(Victim(person=person, **of_victim))
    for account in accounts:
        take_account(victim, **account)
    for leg in legs:
        add_leg(victim, **leg)
    return victim


@transaction.atomic
def edit(
    victim: Victim,
    *,
    version: int | None,
    names: Iterable[Row] | None = None,
    identifiers: Iterable[Row] | None = None,
    **facts: Any,
) -> Victim:
    """Change the person and the role. Raises StaleRecord when either changed since `version`."""
    of_person, of_victim = people.split(facts)
    core.lock(victim.person)  # First, as every writer of a person does; else two could block.
    core.lock(victim, version)
    people.edit_person(
        victim.person, version=None, names=names, identifiers=identifiers, **of_person
    )
    return core.edit(victim, version=None, changes=of_victim)


def person_changed(person: Person) -> None:
    """Whoever has the victim's form open must learn that the person is not as they saw it."""
    Victim.objects.filter(person=person).update(version=F("version") + 1)
