"""Writing the keys of a person, in the transaction of the change itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from core import services as core
from linking import keys, model
from linking.models import Awaiting, Compared, LinkKey
from linking.services import crossrefs
from people.models import Person


def refresh_keys(person: Person) -> None:
    """Write the person's keys anew, mark them as awaiting linking, and nudge the worker.

    Called in the transaction of the change itself: either all is there or nothing.
    """
    write_keys(person.pk)
    crossrefs.mark(person.case_id)
    core.nudge("linking.tasks.link_person", str(person.pk))


def write_keys(person_id: UUID) -> None:
    person = with_facts().get(pk=person_id)
    facts = keys.facts(person)
    wanted = model.keys_of(facts)
    Compared.objects.update_or_create(
        person=person, defaults={"facts": facts.as_json(), "digest": facts.digest}
    )
    LinkKey.objects.filter(person=person).exclude(key__in=wanted).delete()
    LinkKey.objects.bulk_create(
        [LinkKey(person=person, key=key) for key in sorted(wanted)], ignore_conflicts=True
    )
    Awaiting.objects.update_or_create(person=person)


def with_facts() -> Any:
    return Person.objects.select_related("case").prefetch_related("names", "uses__identifier")
