"""What was reported of a rescue beside what is logged: where both differ, somebody is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from cases.models import Case, RescueOperation
from people.models import Sex
from victims.models import Victim


@dataclass(frozen=True, slots=True)
class Head:
    """One logged victim, as far as counting goes."""

    sex: str
    citizenships: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A count: how many were reported, how many of them are logged."""

    label: str
    reported: int
    logged: int

    @property
    def differs(self) -> bool:
        return self.reported != self.logged


def reconcile(operations: Sequence[RescueOperation], logged: Sequence[Head]) -> list[Row]:
    """Each count that was reported, of all operations together, beside the victims logged.

    A victim belongs to the case, not to one of its operations, so only their sum can be compared.
    """
    sexes = Counter(head.sex for head in logged)
    countries = Counter(code for head in logged for code in head.citizenships)
    rows = [
        _row("people", len(logged), (each.reported_rescued for each in operations)),
        _row("women", sexes[Sex.FEMALE], (each.reported_women for each in operations)),
        _row("men", sexes[Sex.MALE], (each.reported_men for each in operations)),
    ]
    reported = sum((Counter(each.reported_by_country) for each in operations), Counter())
    if reported:
        codes = sorted(reported.keys() | countries.keys())
        rows += [Row(code, reported[code], countries[code]) for code in codes]
    return [row for row in rows if row]


def _row(label: str, logged: int, reported: Iterable[int | None]) -> Row | None:
    told = [number for number in reported if number is not None]
    return Row(label, sum(told), logged) if told else None


def of_case(case: Case, operations: Sequence[RescueOperation], user: User) -> list[Row]:
    """The counts of a case for its page; nothing to those who may not read its victims."""
    if not user.has_perm("victims.view_victim"):
        return []
    heads = Victim.objects.visible_to(user).of_case(case)
    rows = heads.order_by().values_list("person__sex", "person__citizenships")
    return reconcile(operations, [Head(*row) for row in rows])
