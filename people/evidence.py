"""Numbers on things that were found become numbers of the people whom they concern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from cases.models import EvidenceItem
from cases.services import origin_of
from people.models import IdentifierKind, IdentifierUse, Person, UseRole, normal_form
from people.services import edit_person


def note_numbers(item: EvidenceItem) -> None:
    """What belongs to somebody is theirs; what was only found on them says no more than that.

    Called with each write of the item, so that a number which was corrected does not stay.
    """
    source = origin_of(item)
    concerned = Q(uses__source=source) | Q(pk__in=[item.belongs_to_id, item.found_on_id])
    for person in Person.objects.filter(concerned, case=item.case_id).distinct():
        others = [_row(use) for use in _uses(person) if use.source != source]
        taken = {_key(row) for row in others}
        mine = [row for row in _numbers(item, person) if _key(row) not in taken]
        edit_person(person, version=None, identifiers=[*others, *mine])


def _uses(person: Person) -> Any:
    return IdentifierUse.objects.filter(person=person).select_related("identifier")


def _row(use: IdentifierUse) -> dict[str, Any]:
    return {
        "kind": str(use.identifier.kind),
        "value": use.identifier.value,
        "role": use.role,
        "country": str(use.country),
        "source": use.source,
    }


def _key(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["kind"], normal_form(row["kind"], row["value"], row["country"]), row["role"]


def _numbers(item: EvidenceItem, person: Person) -> Iterator[dict[str, Any]]:
    if person.pk == item.belongs_to_id:
        role = UseRole.HOLDER
    elif person.pk == item.found_on_id and not item.belongs_to_id:
        role = UseRole.OTHER
    else:
        return
    for number in item.numbers.all():
        if number.kind in IdentifierKind.values:
            yield {
                "kind": number.kind,
                "value": number.value,
                "role": role,
                "country": "",
                "source": origin_of(item),
            }
