"""What the printed case file tells of people."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from cases.casefile import Block, Facts, Paragraph, Table
from cases.models import Case
from people.models import Person


def people(case: Case, user: User) -> Iterator[Block]:
    """Everybody in the case whom the user may see, with names and identifiers."""
    rows = list(
        Person.objects.visible_to(user)
        .of_case(case)
        .prefetch_related("names", "uses__identifier")
        .order_by("name", "ref")
    )
    if not rows:
        return
    yield Paragraph(f"{len(rows)} {'person is' if len(rows) == 1 else 'people are'} logged.")
    yield Table(
        ["Name", "Sex", "Born", "Citizenships", "Phones, documents and accounts", "Reference"],
        [_row(person) for person in rows],
        of=rows,
        widths=[5, 2, 3, 3, 6, 3],
    )
    yield from _remarks(rows)


def _row(person: Person) -> list[object]:
    names = [name.text for name in person.names.all()] or [str(person)]
    uses = [str(use) for use in person.uses.all()]
    return [
        names, person.get_sex_display(), person.born_on, _citizenships(person), uses, person.ref,
    ]  # fmt: skip


def _citizenships(person: Person) -> str:
    return str(getattr(person, "get_citizenships_display")())  # noqa: B009 – made by the field


def _remarks(people: list[Person]) -> Iterator[Block]:
    remarked = [(str(person), person.remarks) for person in people if person.remarks]
    if remarked:
        yield Facts(remarked)
