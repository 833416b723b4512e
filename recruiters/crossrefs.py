"""What syndicates and recruiters are called: other cases may know them by the same name."""

from __future__ import annotations

from collections.abc import Iterator

from cases.models import Case
from linking.crossrefs import Fact, SharedKind
from people.models import NameKind, PersonName
from recruiters.models import Syndicate

#: A shorter alias, such as “Ah”, is nobody's.
SHORTEST = 4


def syndicates(case: Case) -> Iterator[Fact]:
    """Syndicates by every name and alias."""
    for syndicate in Syndicate.objects.filter(case=case):
        for name in syndicate.folded_names:
            yield Fact(SharedKind.SYNDICATE, name, syndicate.ref, f"Syndicate {syndicate.name}")


def aliases(case: Case) -> Iterator[Fact]:
    """What recruiters call themselves. Their full names are compared person by person instead."""
    names = PersonName.objects.of_case(case).filter(
        person__recruiter__isnull=False, kind__in=[NameKind.ALIAS, NameKind.HANDLE]
    )
    for name in names.select_related("person"):
        value = name.folded.replace(" ", "")
        if len(value) >= SHORTEST:
            words = f"A recruiter called “{name.text}”"
            yield Fact(SharedKind.ALIAS, value, name.person.ref, words, (name.person.ref,))
