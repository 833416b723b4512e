"""What can be the subject of a claim, and what is said of one, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from cases.models import Case, Claim, EvidenceItem, Place, RescueOperation, agree


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record of a case of which sources may say something."""

    label: str
    permission: str
    rows: Callable[[Case, User], Iterable[Any]]


#: Model label → how to find its records. Filled in each app's `apps.ready`.
SUBJECTS: dict[str, Subject] = {
    "cases.case": Subject("The case", "cases.view_case", lambda case, user: [case]),
    "cases.rescueoperation": Subject(
        "Rescue operations",
        "cases.view_rescueoperation",
        lambda case, user: RescueOperation.objects.visible_to(user).of_case(case),
    ),
    "cases.place": Subject(
        "Places",
        "cases.view_place",
        lambda case, user: Place.objects.visible_to(user).of_case(case),
    ),
    "cases.evidenceitem": Subject(
        "Evidence",
        "cases.view_evidenceitem",
        lambda case, user: EvidenceItem.objects.visible_to(user).of_case(case),
    ),
}


def subject_models(user: User) -> list[str]:
    """The kinds of record of which the user may read what is claimed."""
    return [model for model, subject in SUBJECTS.items() if user.has_perm(subject.permission)]


def subjects(case: Case, user: User) -> dict[str, dict[str, Any]]:
    """Label → `model:ref` → record, of everything in the case that the user may see."""
    return {
        SUBJECTS[model].label: {
            f"{model}:{row.ref}": row for row in SUBJECTS[model].rows(case, user)
        }
        for model in subject_models(user)
    }


@dataclass(frozen=True, slots=True)
class Sayings:
    """All that is claimed of one field of one subject."""

    subject: Any
    field: str
    claims: list[Claim]

    @property
    def disagree(self) -> bool:
        return not agree(self.claims)


def side_by_side(claims: Iterable[Claim], known: dict[str, Any]) -> list[Sayings]:
    """Claims by subject and field. `known` names the subjects; of another one nothing is shown."""
    together: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = f"{claim.subject_model}:{claim.subject_ref}"
        if key in known:
            together[key, claim.get_field_display()].append(claim)
    return [Sayings(known[key], field, said) for (key, field), said in together.items()]
