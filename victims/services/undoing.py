"""Taking a whole import back, while nobody has worked on any of its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models import User
from cases.models import Claim
from core import services as core
from linking import services as linking
from linking.models import Awaiting, Compared, LinkKey, Match
from people.models import IdentifierUse, Person, PersonName
from victims.models import (
    Manifest,
    ManifestDuplicate,
    ManifestRow,
    ManifestState,
    RowState,
    Victim,
)
from victims.services.importing import manifest_of
from victims.services.manifest import start_work

#: What follows from a record by itself, and goes with it. Anything else that points to one was
#: added by somebody.
OF_THE_RECORD = {
    *(PersonName, IdentifierUse, Victim, ManifestRow, ManifestDuplicate),
    *(LinkKey, Compared, Awaiting, Match),
}
#: Of so many records a refusal names the references.
MOST_NAMED = 20


@transaction.atomic
def start_undo(manifest: Manifest, *, version: int | None, by: User) -> Manifest:
    """Take the import back, as a job. Raises ValidationError, with the references, when somebody
    has worked on one of its records since."""
    current = core.lock(manifest, version)
    if not current.may_be_undone:
        raise ValidationError("There is nothing to undo; reload the page.")
    if changed := changed_since(current):
        raise ValidationError(_refusal(changed))
    return start_work(current, "undo", ManifestState.UNDOING, by)


def undo_manifest(progress: core.Progress, arguments: dict[str, Any]) -> str:
    """The work of that job: all of it or nothing. History keeps every row that goes."""
    progress.step(0, of=0, message="Removing records")
    by = progress.job.started_by
    with transaction.atomic():
        manifest = core.lock(manifest_of(arguments))
        if manifest.state != ManifestState.UNDOING:
            return "It was undone already."
        linking.one_writer_of_links()
        victims = list(_victims_of(manifest).select_for_update())
        if changed := changed_since(manifest):
            core.edit(manifest, version=None, changes={"state": ManifestState.IMPORTED})
            return _refusal(changed)
        with core.signed(by, f"Undid the import of {manifest}, {manifest.ref}"):
            _delete(manifest, victims)
        core.edit(manifest, version=None, changes={"state": ManifestState.UNDONE})
    return f"{len(victims):,} records were removed; the history keeps that they were there."


def _victims_of(manifest: Manifest) -> models.QuerySet[Victim]:
    rows = Victim.objects.filter(manifest_row__manifest=manifest)
    return rows.select_related("person").order_by("person")


def _delete(manifest: Manifest, victims: list[Victim]) -> None:
    people = [victim.person_id for victim in victims]
    matched = Match.objects.touching_any(people).values_list("left__case", "right__case")
    cases = {manifest.case_id, *(case for pair in matched for case in pair)}
    manifest.rows.filter(victim__isnull=False).update(state=RowState.UNDONE, victim=None)
    Victim.objects.filter(pk__in=[victim.pk for victim in victims]).delete()
    Person.objects.filter(pk__in=people).delete()
    linking.mark_cases(*sorted(cases))


def changed_since(manifest: Manifest) -> list[str]:
    """The references of the victims on whose record somebody has worked: it was edited, or
    something was hung on it. As many queries for many records as for one."""
    victims = list(_victims_of(manifest))
    held = {
        *_held(Victim, [victim.pk for victim in victims]),
        *_held(Person, [victim.person_id for victim in victims]),
    }
    refs = [ref for victim in victims for ref in (victim.ref, victim.person.ref)]
    claims = Claim.objects.filter(subject_ref__in=refs).values_list("subject_ref", flat=True)
    spoken_of = set(claims)
    return [
        victim.ref
        for victim in victims
        if (victim.version, victim.person.version) != (1, 1)
        or not held.isdisjoint((victim.pk, victim.person_id))
        or not spoken_of.isdisjoint((victim.ref, victim.person.ref))
    ]


def _held(model: type[models.Model], rows: list[UUID]) -> Iterator[UUID]:
    """Those of the rows to which anything points that is not of the record itself."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        other, name = relation.related_model, relation.remote_field.name
        if other in OF_THE_RECORD or hasattr(other, "pgh_tracked_model"):
            continue  # History points to what it tells of.
        found = other._base_manager.filter(**{f"{name}__in": rows})
        yield from found.values_list(name, flat=True)


def _refusal(changed: Iterable[str]) -> str:
    refs = list(changed)
    more = f" and {len(refs) - MOST_NAMED} more" if len(refs) > MOST_NAMED else ""
    return (
        "Nothing was undone, as somebody has worked on these records since: "
        f"{', '.join(refs[:MOST_NAMED])}{more}. Undo is for imports that nobody touched."
    )
