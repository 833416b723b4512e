"""From a person's record to the facts that the model compares."""

from __future__ import annotations

from django.utils import timezone

from linking.model.facts import EMPTY, Facts, compact, words_of
from people.models import OWN, Person
from people.normalise import fold


def facts_of(person: Person, traces: frozenset[str] = EMPTY) -> Facts:
    """Read the facts of a person whose `names` and `uses__identifier` are prefetched."""
    return Facts(
        names=tuple(name.text for name in person.names.all()),
        birth=_birth(person),
        sex="" if person.sex == "unknown" else person.sex,
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


def _birth(person: Person) -> str:
    """The date of birth, or about the year that the age tells."""
    if person.born_on:
        return str(person.born_on)
    if person.age_stated is None:
        return ""
    told_in = person.created_at or timezone.now()
    return f"{told_in.year - person.age_stated:04}~"
