"""Writing people. One act is one transaction, from the person to what `linking` keeps of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Case
from core import services as core
from people.models import Identifier, IdentifierUse, Person, PersonName, normal_form
from people.normalise import fold

Row = Mapping[str, Any]

#: What is known of a person in any role; a form of a role carries these beside its own fields.
FACTS = (
    *("sex", "born_on", "age_stated", "citizenships"),
    *("address", "city", "postcode", "residence"),
    "remarks",
)

#: Called in the transaction of every write of a person, their names or identifiers. Filled by
#: higher apps in `apps.ready`.
when_changed: list[Callable[[Person], None]] = []

#: That for many who were recorded at once, of whom nothing is known yet but their own facts.
when_recorded: list[Callable[[list[Person]], None]] = []


def changed(person: Person) -> None:
    """Tell the higher apps, within the same transaction, that the person's record was written."""
    for act in when_changed:
        act(person)


def split(facts: Row) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts of a form of a role, as (those of the person, those of the role)."""
    of_person = {name: value for name, value in facts.items() if name in FACTS}
    return of_person, {name: value for name, value in facts.items() if name not in FACTS}


@transaction.atomic
def record_person(
    case: Case, *, names: Iterable[Row], identifiers: Iterable[Row], **facts: Any
) -> Person:
    """A new person of the case; the first name is the one that lists show.

    Raises ValidationError, in words, for a fact, a name or an identifier that cannot be.
    """
    names = list(names)
    person = Person(case=case, name=_shown(names), **facts)
    core.create(person)
    _replace_names(person, names)
    _replace_uses(person, identifiers)
    changed(person)
    return person


@transaction.atomic
def edit_person(
    person: Person,
    *,
    version: int | None,
    names: Iterable[Row] | None = None,
    identifiers: Iterable[Row] | None = None,
    **changes: Any,
) -> Person:
    """Change facts, and replace the names or identifiers that are given; what stays is not touched.

    Raises StaleRecord when somebody saved the person since `version`.
    """
    before = core.lock(person, version)
    rows_differ = False
    if names is not None:
        names = list(names)
        changes["name"] = _shown(names)
        rows_differ = _replace_names(before, names)
    if identifiers is not None:
        rows_differ |= _replace_uses(before, identifiers)
    after = core.edit(before, version=None, changes=changes)
    if rows_differ and after.version == before.version:
        after.version += 1
        after.save(update_fields=["version", "updated_at"])
    if after.version != before.version:
        changed(after)
    return after


@transaction.atomic
def record_people(case: Case, rows: Sequence[Row]) -> list[Person]:
    """Many new persons, each row as `record_person` takes it: as many queries for 500 as for 5."""
    people = []
    for row in rows:
        facts = {name: value for name, value in row.items() if name in FACTS}
        people.append(Person(case=case, name=_shown(row["names"]), **facts))
        people[-1].clean_fields(exclude={"case"})
    Person.objects.bulk_create(people)
    pairs = list(zip(people, rows, strict=True))
    PersonName.objects.bulk_create(
        name for person, row in pairs for name in _new_names(person, row["names"])
    )
    found = _identifiers(use for row in rows for use in row["identifiers"])
    uses = [use for person, row in pairs for use in _uses(person, row["identifiers"], found)]
    once = {(use.identifier_id, use.person_id, use.role): use for use in uses}
    IdentifierUse.objects.bulk_create(once.values())
    for act in when_recorded:
        act(people)
    return people


# Names -------------------------------------------------------------------------------------------


def folded(name: str) -> str:
    """The name in plain Latin letters, as it is searched. Raises ValidationError for no name."""
    if not (letters := fold(name)):
        raise ValidationError(
            f"“{name}” has no letter in it. Write the name as the person writes it."
        )
    return letters[:400]


def _shown(names: list[Row]) -> str:
    return names[0]["text"].strip() if names else ""


def _replace_names(person: Person, rows: Iterable[Row]) -> bool:
    """Make `rows` the names of the person, in that order. Returns whether anything was written."""
    wanted = list(dict.fromkeys((row["kind"], row["text"].strip()) for row in rows))
    had = {(name.kind, name.text): name for name in person.names.all()}
    gone = [name for key, name in had.items() if key not in wanted]
    placed = [
        (position, had.get(key) or PersonName(person=person, kind=key[0], text=key[1]))
        for position, key in enumerate(wanted)
        if key not in had or had[key].position != position
    ]
    for name in gone:
        name.delete()
    for position, name in placed:
        name.position, name.folded = position, folded(name.text)
        name.full_clean()
        name.save()
    return bool(gone or placed)


def _new_names(person: Person, rows: Iterable[Row]) -> Iterator[PersonName]:
    wanted = dict.fromkeys((row["kind"], row["text"].strip()) for row in rows)
    for position, (kind, text) in enumerate(wanted):
        name = PersonName(
            person=person, kind=kind, text=text, folded=folded(text), position=position
        )
        name.clean_fields(exclude={"person"})
        yield name


# Identifiers -------------------------------------------------------------------------------------


def _replace_uses(person: Person, rows: Iterable[Row]) -> bool:
    """Make `rows` the identifiers of the person. Returns whether anything was written."""
    wanted = {(use.identifier_id, use.role): use for use in _uses(person, rows)}
    had = {(use.identifier_id, use.role): use for use in _used_by(person)}
    gone = [use for key, use in had.items() if key not in wanted]
    written = [
        had.get(key, use)
        for key, use in wanted.items()
        if key not in had or _rewritten(had[key], use)
    ]
    for use in gone:
        use.delete()
    for use in written:
        use.save()
    return bool(gone or written)


@transaction.atomic
def replace_uses(
    person: Person, rows: Iterable[Row], *, where: Callable[[IdentifierUse], bool]
) -> Person:
    """Make `rows` those of the person's uses of which `where` holds; the others stay.

    So an account of a recruitment writes the numbers that it names, and nothing else.
    """
    core.lock(person)
    kept = [_row(use) for use in _used_by(person) if not where(use)]
    return edit_person(person, version=None, identifiers=[*kept, *rows])


def _row(use: IdentifierUse) -> dict[str, Any]:
    return {
        "kind": use.identifier.kind,
        "value": use.identifier.value,
        "country": str(use.country or ""),
        "role": use.role,
        "source": use.source,
    }


def _used_by(person: Person) -> Iterable[IdentifierUse]:
    return IdentifierUse.objects.filter(person=person).select_related("identifier")


def _uses(
    person: Person, rows: Iterable[Row], found: Callable[[Row], Identifier] | None = None
) -> Iterable[IdentifierUse]:
    # In one order everywhere, so that two who save the same numbers cannot block each other.
    for row in sorted(rows, key=lambda row: (row["kind"], row["value"])):
        use = IdentifierUse(
            person=person,
            identifier=(found or _identifier)(row),
            role=row["role"],
            as_written=row["value"].strip(),
            country=row.get("country", ""),
            source=row.get("source", "").strip(),
        )
        use.clean_fields(exclude={"identifier", "person"})  # They are there; asking costs queries.
        yield use


def _identifier(row: Row) -> Identifier:
    """The one row of that value, whichever case first had it."""
    new = _new_identifier(row)
    found, _ = Identifier.objects.get_or_create(kind=new.kind, value=new.value)
    return found


def _new_identifier(row: Row) -> Identifier:
    new = Identifier(
        kind=row["kind"], value=normal_form(row["kind"], row["value"], row.get("country", ""))
    )
    new.clean_fields()
    return new


def _identifiers(rows: Iterable[Row]) -> Callable[[Row], Identifier]:
    """What gives each of these rows its identifier; those that nobody had before are written."""
    new = {(one.kind, one.value): one for one in map(_new_identifier, rows)}
    Identifier.objects.bulk_create(
        [new[value] for value in sorted(new)],  # In the order of `_uses`.
        ignore_conflicts=True,
    )
    kept = Identifier.objects.filter(value__in=[value for _, value in new])
    found = {(one.kind, one.value): one for one in kept}
    return lambda row: found[
        row["kind"], normal_form(row["kind"], row["value"], row.get("country", ""))
    ]


def _rewritten(use: IdentifierUse, now: IdentifierUse) -> bool:
    """Take over what `now` says of the same use. Returns whether that changed it."""
    said = use.as_written, use.country, use.source
    # A form shows the normal form; sent back as it was, it says nothing about the writing.
    if now.as_written != use.identifier.value:
        use.as_written = now.as_written
    use.country, use.source = now.country, now.source
    return said != (use.as_written, use.country, use.source)
