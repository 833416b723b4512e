"""From a person's record, or what a form says of one, to the facts that the model compares."""

from __future__ import annotations

from collections.abc import Iterable, Set

from django.utils import timezone

from core.dates import PartialDate
from linking.model.facts import EMPTY, Facts, compact, words_of
from people.models import OWN, Identifier, Person, Sex, normal_form
from people.normalise import fold
from people.services import Row


def facts_of(person: Person, traces: frozenset[str] = EMPTY) -> Facts:
    """Read the facts of a person whose `names` and `uses__identifier` are prefetched."""
    return Facts(
        names=tuple(name.text for name in person.names.all()),
        birth=_birth(person.born_on, person.age_stated, (person.created_at or timezone.now()).year),
        sex="" if person.sex == Sex.UNKNOWN else person.sex,
        citizenships=frozenset(person.citizenships),
        identifiers=frozenset(
            f"{use.identifier.kind}:{use.identifier.value}"
            for use in person.uses.all()
            if use.role in OWN and not use.identifier.is_common
        ),
        address=words_of(person.address),
        city=fold(person.city),
        postcode=compact(person.postcode),
        traces=traces,
    )


def facts_told(
    *,
    names: Iterable[Row],
    identifiers: Iterable[Row],
    sex: str = "",
    born_on: PartialDate | None = None,
    age_stated: int | None = None,
    citizenships: Iterable[str] = (),
    common: Set[tuple[str, str]] | None = None,
    **others: object,
) -> Facts:
    """The facts of somebody who is not saved, from what `people.services.record_person` takes.

    `common` are the identifiers that join nobody, where they were asked for already.
    """
    numbers = {
        (row["kind"], normal_form(row["kind"], row["value"], row.get("country", "")))
        for row in identifiers
        if row["role"] in OWN
    }
    if common is None:
        values = [value for _, value in numbers]
        found = Identifier.objects.filter(is_common=True, value__in=values)
        common = set(found.values_list("kind", "value"))
    numbers -= common
    return Facts(
        names=tuple(row["text"].strip() for row in names),
        birth=_birth(born_on, age_stated, timezone.now().year),
        sex="" if sex == Sex.UNKNOWN else sex,
        citizenships=frozenset(citizenships),
        identifiers=frozenset(f"{kind}:{value}" for kind, value in numbers),
    )


def _birth(born_on: PartialDate | None, age_stated: int | None, told_in: int) -> str:
    """The date of birth, or about the year that the age tells."""
    if born_on:
        return str(born_on)
    return "" if age_stated is None else f"{told_in - age_stated:04}~"
