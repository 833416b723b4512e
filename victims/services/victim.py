"""Logging and editing victims. The person and the role have one version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from cases.models import Case
from core import services as core
from linking import services as linking
from people import services as people
from people.models import Person
from people.services import Row
from victims.models import RecruitmentAccount, Screening, State, Victim
from victims.services.story import add_leg, add_period, take_account

STATUS = ("status", "decided_by", "basis")


@transaction.atomic
def register(
    case: Case,
    *,
    names: Iterable[Row],
    identifiers: Iterable[Row],
    accounts: Iterable[Row] = (),
    legs: Iterable[Row] = (),
    periods: Iterable[Row] = (),
    **facts: Any,
) -> Victim:
    """Log a person as a victim; `facts` are those of the person and of the victim together."""
    of_person, of_victim = people.split(facts)
    with linking.keys_once():
        person = people.record_person(case, names=names, identifiers=identifiers, **of_person)
        victim = core.create(Victim(person=person, **of_victim))
        for account in accounts:
            take_account(victim, **account)
        for leg in legs:
            add_leg(victim, **leg)
        for period in periods:
            add_period(victim, **period)
    return victim


@transaction.atomic
def register_many(case: Case, rows: Sequence[Row]) -> list[Victim]:
    """Log many persons as victims, of each what `register` takes but accounts and legs."""
    found = people.record_people(case, rows)
    victims = []
    for person, row in zip(found, rows, strict=True):
        of_victim = people.split(row)[1]
        of_victim = {k: v for k, v in of_victim.items() if k not in ("names", "identifiers")}
        victims.append(Victim(person=person, **of_victim))
        victims[-1].clean_fields(exclude={"person"})
    return Victim.objects.bulk_create(victims)


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
    _check_status(core.lock(victim, version), of_victim)
    people.edit_person(
        victim.person, version=None, names=names, identifiers=identifiers, **of_person
    )
    return core.edit(victim, version=None, changes=of_victim)


@transaction.atomic
def edit_background(victim: Victim, *, version: int | None, **changes: Any) -> Victim:
    """Change what the victim's role alone holds: languages, education and the like."""
    return core.edit(victim, version=version, changes=changes)


def _check_status(victim: Victim, changes: Row) -> None:
    """Once a screening is approved, its conclusion is the status."""
    decided = {name: value for name, value in changes.items() if name in STATUS}
    if all(getattr(victim, name) == value for name, value in decided.items()):
        return
    if Screening.objects.filter(victim=victim, state=State.APPROVED).exists():
        raise ValidationError(
            {"status": "The status follows the approved screening; screen again to change it."}
        )


def person_changed(person: Person) -> None:
    """Whoever has the victim's form open, or that of an account, which shows some of the person's
    numbers, must learn that the person is not as they saw it."""
    Victim.objects.filter(person=person).update(version=F("version") + 1)
    accounts = RecruitmentAccount.objects.filter(victim__person=person)
    accounts.update(version=F("version") + 1)
