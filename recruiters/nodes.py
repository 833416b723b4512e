"""The points of a network, each as much as its reader may know of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from cases.models import Case
from people.models import Identifier, Person
from recruiters.models import Syndicate

#: ("person" | "syndicate" | "identifier", its id)
Key = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A person, syndicate or identifier; `url` is empty where the user may not open it."""

    key: Key
    kind: str
    label: str
    url: str = ""
    case: str = ""


def describe(keys: Collection[Key], user: User) -> dict[Key, Node]:
    """The nodes of those keys that `user` may see, in the order of the keys: a query a kind."""
    found: dict[Key, Node] = {}
    for name, read in DESCRIBED.items():
        for node in read(user, [pk for kind, pk in keys if kind == name]):
            found[node.key] = node
    return {key: found[key] for key in keys if key in found}


def _people(user: User, ids: list[Any]) -> Iterator[Node]:
    """Everybody in the cases that are open to the user; by name those who are open as well."""
    open_to_user = Person.objects.visible_to(user).filter(pk=OuterRef("pk"))
    rows = Person.objects.filter(pk__in=ids, case__in=Case.objects.visible_to(user))
    for person in rows.select_related("case", "victim", "recruiter").annotate(
        is_open=Exists(open_to_user)
    ):
        yield _person(person, user)


def _person(person: Any, user: User) -> Node:
    victim, recruiter = getattr(person, "victim", None), getattr(person, "recruiter", None)
    sees_victims = user.has_perm("people.view_identity")
    key, case = ("person", person.pk), person.case.ref
    if victim and not sees_victims and not recruiter:
        return Node(key, "victim", victim.pseudonym, case=case)
    if not person.is_open:
        return Node(key, "person", f"Person {person.ref[:4]}", case=case)
    # To whom victims are pseudonyms, a recruiter is not shown to be one of them.
    kind = "both" if victim and recruiter and sees_victims else "recruiter" if recruiter else ""
    url = (recruiter or victim or person).get_absolute_url()
    return Node(key, kind or ("victim" if victim else "person"), str(person), url, case)


def _syndicates(user: User, ids: list[Any]) -> Iterator[Node]:
    for row in Syndicate.objects.visible_to(user).filter(pk__in=ids).select_related("case"):
        yield Node(
            ("syndicate", row.pk), "syndicate", str(row), row.get_absolute_url(), row.case.ref
        )


def _identifiers(user: User, ids: list[Any]) -> Iterator[Node]:
    for row in Identifier.objects.visible_to(user).filter(pk__in=ids):
        yield Node(("identifier", row.pk), "identifier", str(row))


DESCRIBED: dict[str, Callable[[User, list[Any]], Iterator[Node]]] = {
    "person": _people,
    "syndicate": _syndicates,
    "identifier": _identifiers,
}
