"""Writing the keys of a person, in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from core import services as core
from linking import keys, model
from linking.facts import facts_of
from linking.model import Facts
from linking.models import Awaiting, Compared, LinkKey
from linking.services import crossrefs
from people.models import Person

#: Who changed within `keys_once`, so far.
_changed: ContextVar[dict[UUID, Person] | None] = ContextVar("changed", default=None)


@contextmanager
def keys_once() -> Iterator[None]:
    """Within the block, which lies in one transaction, somebody may change often: their keys are
    written once, at its end."""
    people: dict[UUID, Person] = {}
    token = _changed.set(people)
    try:
        yield
    finally:
        _changed.reset(token)
    for person in people.values():
        refresh_keys(person)


def refresh_keys(person: Person) -> None:
    """Write the person's keys anew, mark them as awaiting linking, and nudge the worker.

    Called in the transaction of the change itself: either all is there or nothing.
    """
    if (waiting := _changed.get()) is not None:
        waiting[person.pk] = person
        return
    write_keys(person.pk)
    crossrefs.mark(person.case_id)
    core.nudge("linking.tasks.link_person", str(person.pk))


def write_keys(person_id: UUID) -> None:
    person = with_facts().get(pk=person_id)
    facts = keys.facts(person)
    wanted = model.keys_of(facts)
    _keep(person_id, facts)
    LinkKey.objects.filter(person=person).exclude(key__in=wanted).delete()
    LinkKey.objects.bulk_create(
        [LinkKey(person=person, key=key) for key in sorted(wanted)], ignore_conflicts=True
    )
    Awaiting.objects.bulk_create(
        [Awaiting(person=person)],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["since"],
    )


def _keep(person_id: UUID, facts: Facts) -> None:
    kept, is_new = Compared.objects.get_or_create(
        person_id=person_id, defaults={"facts": facts.as_json(), "digest": facts.digest}
    )
    if not is_new and kept.digest != facts.digest:
        kept.facts, kept.digest, kept.changed_at = facts.as_json(), facts.digest, timezone.now()
        kept.save()


def with_facts() -> Any:
    return Person.objects.select_related("case").prefetch_related("names", "uses__identifier")


def write_new_keys(people: list[Person]) -> None:
    """The keys of many who were just recorded, in the transaction that records them.

    Nothing hangs off them yet, so they left no traces. They await linking: whoever recorded them
    has `link_new` do it, or else the sweep finds them.
    """
    found = with_facts().filter(pk__in=[person.pk for person in people])
    known = {person.pk: facts_of(person) for person in found}
    Compared.objects.bulk_create(
        Compared(person_id=pk, facts=facts.as_json(), digest=facts.digest)
        for pk, facts in known.items()
    )
    # Made first: reading names asks the base for its spellings, which it cannot answer meanwhile.
    rows = [(pk, key) for pk, facts in known.items() for key in sorted(model.keys_of(facts))]
    columns = "COPY linking_linkkey (person_id, key) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(columns) as copy:
        for row in rows:
            copy.write_row(row)
    Awaiting.objects.bulk_create(Awaiting(person_id=pk) for pk in known)
    crossrefs.mark(*{person.case_id for person in people})
