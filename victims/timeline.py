"""What the timeline of a case tells of the ways of its victims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.models import Case
from cases.timeline import Event
from victims.models import (
    Exploitation,
    JourneyLeg,
    ProtectionOrder,
    RecruitmentAccount,
    Screening,
    State,
    Statement,
)


def journeys(case: Case, user: User) -> Iterable[Event]:
    """Each leg on its day; those who travelled together are one entry, with how many they were."""
    if not user.has_perm("victims.view_journeyleg"):
        return
    legs = JourneyLeg.objects.visible_to(user).of_case(case).select_related("victim__person")
    together = defaultdict(list)
    for leg in legs:
        if day := leg.departed_on or leg.arrived_on:
            together[day, leg.flight, leg.is_planned, str(leg)].append(leg)
    for (day, flight, is_planned, way), party in together.items():
        yield Event(
            at=str(day),
            at_text=day.words,
            icon="plane" if flight else "route",
            title=f"{'Planned: ' if is_planned else ''}{way}",
            text=", ".join(filter(None, [_who(party, user), flight])),
            url=reverse("victims:story", args=[party[0].victim.ref]) if len(party) == 1 else "",
            people=_refs(party),
        )


def recruitment(case: Case, user: User) -> Iterable[Event]:
    """When somebody was recruited, and with which promise."""
    if not user.has_perm("victims.view_recruitmentaccount"):
        return
    accounts = RecruitmentAccount.objects.visible_to(user).of_case(case).exclude(recruited_on=None)
    for account in accounts.for_list():
        yield Event(
            at=str(account.recruited_on),
            at_text=account.recruited_on.words if account.recruited_on else "",
            icon="briefcase",
            title=f"Recruited: {account}",
            text=", ".join(
                filter(None, [account.victim.name_for(user), account.get_channel_display()])
            ),
            url=account.get_absolute_url(),
            people=(account.victim.person.ref,),
        )


def exploitation(case: Case, user: User) -> Iterable[Event]:
    """Those who were brought to a site on one day are one entry."""
    if not user.has_perm("victims.view_exploitation"):
        return
    periods = Exploitation.objects.visible_to(user).of_case(case).exclude(began_on=None)
    together = defaultdict(list)
    for period in periods.for_list():
        if day := period.began_on:
            together[day, str(period)].append(period)
    for (day, title), party in together.items():
        yield Event(
            at=str(day),
            at_text=day.words,
            icon="lock",
            title=title,
            text=_who(party, user),
            url=party[0].get_absolute_url() if len(party) == 1 else "",
            people=_refs(party),
        )


def screenings(case: Case, user: User) -> Iterable[Event]:
    """What was approved, to those who may read screenings."""
    approved = Screening.objects.visible_to(user).of_case(case).filter(state=State.APPROVED)
    for row in approved.for_list():
        day = timezone.localdate(row.approved_at)
        yield Event(
            at=day.isoformat(),
            at_text=f"{day:%-d %b %Y}",
            icon="clipboard-check",
            title=f"Screened: {row.conclusion.label.lower()}",
            text=f"{row.victim.name_for(user)}, {row.instrument.short}",
            url=row.get_absolute_url(),
            people=(row.victim.person.ref,),
        )


def statements(case: Case, user: User) -> Iterable[Event]:
    """Who gave a statement and when; nothing of what it says."""
    rows = Statement.objects.visible_to(user).of_case(case).for_list()
    for statement in rows:
        yield Event(
            at=statement.taken_on.isoformat(),
            at_text=f"{statement.taken_on:%-d %b %Y}",
            icon="message",
            title=statement.get_kind_display(),
            text=", ".join(filter(None, [statement.victim.name_for(user), statement.place])),
            url=statement.get_absolute_url(),
            people=(statement.victim.person.ref,),
        )


def protection(case: Case, user: User) -> Iterable[Event]:
    for order in ProtectionOrder.objects.visible_to(user).of_case(case).for_list():
        yield Event(
            at=order.effective_on.isoformat(),
            at_text=f"{order.effective_on:%-d %b %Y}",
            icon="shield-check",
            title=order.get_kind_display(),
            text=", ".join(filter(None, [order.victim.name_for(user), order.court])),
            url=order.get_absolute_url(),
            people=(order.victim.person.ref,),
        )


def _who(party: Sequence[JourneyLeg | Exploitation], user: User) -> str:
    return f"{len(party)} people" if len(party) > 1 else party[0].victim.name_for(user)


def _refs(party: Sequence[JourneyLeg | Exploitation]) -> tuple[str, ...]:
    return tuple(row.victim.person.ref for row in party)
