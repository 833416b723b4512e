"""Rows for tests, each with the least that makes it valid. All names are synthetic."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from accounts.models import Agency, User
from accounts.roles import Role
from cases import services as cases
from cases.models import Assignment, Case, EvidenceItem, Level, Sensitivity
from linking import services as linking
from people.models import Person, PersonName
from people.normalise import fold
from recruiters.models import Recruiter
from victims.models import Victim

number = count(1)


def an_agency(**fields: Any) -> Agency:
    fields = {"name": f"Agency {next(number)}", "kind": "LawEnforcement", "country": "MY"} | fields
    return Agency.objects.create(**fields)


def a_user(role: str = Role.INVESTIGATOR, **fields: Any) -> User:
    if "agency" not in fields:
        fields["agency"] = an_agency()
    fields.setdefault("email", f"user{next(number)}@pulang.example")
    fields.setdefault("name", f"User {next(number)}")
    return User.objects.create_user(fields.pop("email"), "a-long-password", role=role, **fields)


def a_case(by: User | None = None, **fields: Any) -> Case:
    """A case that `by`, or else an investigator of its own, has opened."""
    fields = {
        "title": f"Case {next(number)}",
        "country": "PE",
        "opened_on": date(2023, 10, 7),
        "sensitivity": Sensitivity.OPEN,
    } | fields
    return cases.open_case(by=by or a_user(), **fields)


def assigned(case: Case, *, level: str = Level.WRITE, **member: Any) -> Assignment:
    return cases.assign(case, level=level, purpose="Test", **member)


def a_person(case: Case, name: str = "Aminah binti Zain", **fields: Any) -> Person:
    """A person as a bare row: no keys are written, nothing is nudged."""
    person = Person.objects.create(case=case, name=name, **fields)
    if name:
        PersonName.objects.create(person=person, text=name, folded=fold(name))
    return person


def a_victim(case: Case, name: str = "Aminah binti Zain", **fields: Any) -> Victim:
    victim = {key: fields.pop(key) for key in ("status", "basis", "controls") if key in fields}
    return Victim.objects.create(person=a_person(case, name, **fields), **victim)


def a_recruiter(case: Case, name: str = "Lim Ah Kow", **fields: Any) -> Recruiter:
    role = {key: fields.pop(key) for key in ("status", "parts") if key in fields}
    return Recruiter.objects.create(person=a_person(case, name, **fields), **role)


def cross_referenced() -> None:
    """The links of all cases, as the worker leaves them."""
    while stale := linking.stale_cases(for_seconds=0):
        for case in stale:
            linking.refresh_case(case)


def evidence(case: Case, by: User, **facts: Any) -> EvidenceItem:
    """A phone under seal A1, held by the evidence store."""
    phone = {"title": "Phone", "category": "phone", "held_by": "Evidence store", "seal": "A1"}
    return cases.log_evidence(case, by=by, **phone | facts)
