"""The facts and keys of a person's record, and what higher apps know the person by."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from linking import model
from linking.facts import facts_of
from linking.model import Facts
from people.models import Person

TraceSource = Callable[[Person], Iterable[str]]

#: Person → what else they may be met by, as `kind:value`: `flight:KL809+2023-09-29`. A trace is a
#: key, and a fact where the model has a field for its kind. Filled by higher apps in `apps.ready`.
SOURCES: list[TraceSource] = []


def facts(person: Person) -> Facts:
    """Everything that the model compares of a person."""
    traces = frozenset(trace for source in SOURCES for trace in source(person))
    return facts_of(person, traces)


def keys_of(person: Person) -> set[str]:
    """All keys under which the person is found as a candidate."""
    return model.keys_of(facts(person))
