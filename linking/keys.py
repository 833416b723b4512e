"""The facts and keys of a person's record, and what higher apps know the person by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from linking import model
from linking.facts import facts_of
from linking.model import Facts
from people.models import Person, UseRole

TraceSource = Callable[[Person], Iterable[str]]


def offer_contacts(person: Person) -> Iterator[str]:
    """What the job offer gave to answer to: two who answered one advertisement meet."""
    for use in person.uses.all():
        if use.role == UseRole.CONTACT and not use.identifier.is_common:
            yield f"offer:{use.identifier.kind}:{use.identifier.value}"


#: Person → what else they may be met by, as `kind:value`: `flight:KL809+2023-09-29`. A trace is a
#: key, and a fact where the model has a field for its kind. Higher apps add theirs in `apps.ready`.
SOURCES: list[TraceSource] = [offer_contacts]


def facts(person: Person) -> Facts:
    """Everything that the model compares of a person."""
    traces = frozenset(trace for source in SOURCES for trace in source(person))
    return facts_of(person, traces)


def keys_of(person: Person) -> set[str]:
    """All keys under which the person is found as a candidate."""
    return model.keys_of(facts(person))
