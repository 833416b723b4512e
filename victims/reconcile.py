"""What was reported of a rescue beside who is logged: where both differ, somebody is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django_countries import countries

from accounts.models import User
from cases.models import Case, Measure, ReportedCount, RescueOperation
from cases.querysets import VICTIMS
from core.dates import PartialDate
from people.models import Sex
from victims.age import age_on, majority
from victims.models import Victim


@dataclass(frozen=True, slots=True)
class Head:
    """One logged victim, as far as counting goes."""

    sex: str
    citizenships: Sequence[str]
    born: PartialDate | None = None
    operation: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing that was counted: by each source, and how many of them are logged."""

    operation: RescueOperation
    label: str
    reported: tuple[tuple[str, int], ...]
    logged: int | None

    @property
    def numbers(self) -> list[int]:
        return sorted({number for _, number in self.reported})

    @property
    def differs(self) -> bool:
        return self.logged is not None and self.numbers != [self.logged]

    @property
    def sources_differ(self) -> bool:
        return len(self.numbers) > 1

    @property
    def words(self) -> str:
        """`26 of 26 women`, or `44 people reported, 43 logged: 1 missing`."""
        told = " or ".join(map(str, self.numbers)) or "none"
        if self.logged is None:
            return f"{told} {self.label} reported"
        if not self.differs:
            return f"{self.logged} of {told} {self.label}"
        return f"{told} {self.label} reported, {self.logged} logged: {self._gap}"

    @property
    def _gap(self) -> str:
        gap = max(self.numbers, default=0) - (self.logged or 0)
        if gap == 0:
            return "the sources differ"
        return f"{gap} missing" if gap > 0 else f"{-gap} more than reported"


def reconcile(
    operation: RescueOperation, counts: Iterable[ReportedCount], logged: Sequence[Head]
) -> list[Tally]:
    """Each thing of which anybody gave a number, beside how many were logged of it."""
    told: dict[tuple[str, str], list[ReportedCount]] = defaultdict(list)
    for count in counts:
        told[count.measure, count.key].append(count)
    for key in _unreported(told, logged):
        told[key] = []
    order = {measure: number for number, measure in enumerate(Measure)}
    order[Measure.NATIONALITY], order[Measure.SEX] = 2, 1
    return [
        Tally(
            operation,
            _label(measure, key),
            tuple((str(count.source), count.number) for count in rows),
            _logged(measure, key, logged, operation),
        )
        for (measure, key), rows in sorted(
            told.items(), key=lambda item: (order[Measure(item[0][0])], item[0])
        )
    ]


def _unreported(
    told: dict[tuple[str, str], list[ReportedCount]], logged: Sequence[Head]
) -> Iterator[tuple[str, str]]:
    """A nationality that nobody reported stands out, once any was reported."""
    if not any(measure == Measure.NATIONALITY for measure, _ in told):
        return
    for code in sorted({code for head in logged for code in head.citizenships}):
        if (Measure.NATIONALITY, code) not in told:
            yield Measure.NATIONALITY, code


def _label(measure: str, key: str) -> str:
    return ReportedCount(measure=measure, key=key).words


def _logged(
    measure: str, key: str, logged: Sequence[Head], operation: RescueOperation
) -> int | None:
    """Nothing where victims cannot answer it: who was arrested is no victim."""
    if measure == Measure.TOTAL:
        return len(logged)
    if measure == Measure.SEX:
        return sum(head.sex == key for head in logged)
    if measure == Measure.NATIONALITY:
        return Counter(code for head in logged for code in head.citizenships)[key]
    if measure == Measure.MINORS:
        day = operation.happened_on
        ages = (age_on(day, born=head.born, stated=None, stated_on=day) for head in logged)
        return sum(majority(age).is_minor for age in ages if age)
    return None


@dataclass(frozen=True, slots=True)
class Logged:
    """How many victims a case has, and how they divide; the most frequent first."""

    total: int
    sexes: list[tuple[str, int]]
    nationalities: list[tuple[str, int]]


def logged(case: Case, user: User) -> Logged:
    rows = Victim.objects.visible_to(user).of_case(case).order_by()
    people = list(rows.values_list("person__sex", "person__citizenships"))
    sexes = Counter(Sex(sex).label for sex, _ in people)
    nationalities = Counter(str(countries.name(code)) for _, codes in people for code in codes)
    return Logged(len(people), sexes.most_common(), nationalities.most_common())


def of_case(case: Case, operations: Sequence[RescueOperation], user: User) -> list[Tally]:
    """The counts of a case for its page; nothing to those who may not read its victims."""
    withheld = Case.objects.withheld_from(user, VICTIMS).filter(pk=case.pk)
    if not user.has_perm("victims.view_victim") or withheld.exists():
        return []
    rows = Victim.objects.visible_to(user).of_case(case).order_by()
    heads = [
        Head(*row)
        for row in rows.values_list(
            "person__sex", "person__citizenships", "person__born_on", "person__freed_in__operation"
        )
    ]
    counts = defaultdict(list)
    for count in ReportedCount.objects.visible_to(user).of_case(case).select_related("source"):
        counts[count.operation_id].append(count)
    return [
        tally
        for operation in operations
        if counts[operation.pk]
        for tally in reconcile(
            operation, counts[operation.pk], _freed_in(operation, heads, len(operations))
        )
    ]


def _freed_in(operation: RescueOperation, heads: Sequence[Head], operations: int) -> list[Head]:
    """Those linked to it; of a case with one operation everybody who is linked to none as well."""
    return [
        head
        for head in heads
        if head.operation == operation.pk or (head.operation is None and operations == 1)
    ]
