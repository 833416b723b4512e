"""How far each group has come on its way home, as tables of steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Agency, User
from config.demo.casework import acting
from repatriation import services
from repatriation.models import Repatriation, Step
from repatriation.workflow import DUE_AFTER, Status, StepKind
from victims.models import Victim

#: La Molina: step → how many of the 43 have it done, in the order in which they were logged.
LA_MOLINA = {
    StepKind.NATIONALITY: 43,
    StepKind.CONSULAR_VISIT: 43,
    StepKind.CONSENT: 42,
    StepKind.RISK: 39,
    StepKind.DOCUMENT_APPLIED: 37,
    StepKind.DOCUMENT_ISSUED: 18,
    StepKind.FIT_TO_FLY: 11,
}
#: The embassy's desk is shown in the middle of its work: its dates count from the day of loading.
DAYS_AT_WORK = 8
HELD_BACK = "The prosecutor keeps the passport as evidence until the hearing"

HOME = (Status.IN_PROGRESS, Status.DEPARTED, Status.ARRIVED, Status.HANDED_OVER)


def open_all(victims: Sequence[Victim], opened_on: date, **facts: object) -> list[Repatriation]:
    return [
        services.open_return(victim, opened_on=opened_on, to_country="MY", **facts)
        for victim in victims
    ]


def begin_la_molina(victims: Sequence[Victim], *, mission: Agency, officer: User) -> None:
    """Forty-two under way at different points, two of them blocked; the last one declined."""
    opened_on = timezone.localdate() - timedelta(days=DAYS_AT_WORK)
    planned_on = opened_on + timedelta(days=DUE_AFTER[StepKind.DEPARTURE])
    with acting(officer):
        rows = open_all(
            victims,
            opened_on,
            mission=mission,
            officer=officer,
            from_country="PE",
            planned_on=planned_on,
        )
    for kind, how_many in LA_MOLINA.items():
        day = min(opened_on + timedelta(days=DUE_AFTER[kind]), timezone.localdate())
        services.complete(_these(rows[:how_many]), kind, by=officer, on=day)
    services.advance(_these(rows[:-1]), Status.IN_PROGRESS, by=officer)
    services.advance(
        _these(rows[-1:]), Status.DECLINED, by=officer, note="Will stay with a relative for now"
    )
    _hold_back(rows[36:38], officer)


def _hold_back(rows: Sequence[Repatriation], officer: User) -> None:
    """Nobody flies without a passport or a travel document in its place."""
    with acting(officer):
        for step in Step.objects.filter(repatriation__in=rows, kind=StepKind.DOCUMENT_ISSUED):
            services.block(step, because=HELD_BACK)
    services.advance(_these(rows), Status.BLOCKED, by=officer, note=HELD_BACK)


def bring_home(
    victims: Sequence[Victim],
    *,
    mission: Agency,
    from_country: str,
    arrived_on: date,
    by: User,
    silent: Sequence[str] = (),
) -> None:
    """A return that is history: every step done, but for those who gave the police no interview."""
    opened_on = arrived_on - timedelta(days=DUE_AFTER[StepKind.ARRIVAL])
    with acting(by):
        rows = open_all(
            victims, opened_on, mission=mission, from_country=from_country, planned_on=arrived_on
        )
    for status in HOME:
        services.advance(_these(rows), status, by=by)
    heard = [row for row in rows if row.victim.person.name not in silent]
    for kind, days in DUE_AFTER.items():
        done_by = heard if kind == StepKind.POLICE_INTERVIEW else rows
        services.complete(_these(done_by), kind, by=by, on=opened_on + timedelta(days=days))


def _these(rows: Sequence[Repatriation]) -> services.Rows:
    return Repatriation.objects.filter(pk__in=[row.pk for row in rows])
