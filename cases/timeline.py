"""The timeline of a case: each app tells here what it knows that happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases import models
from cases.models import Case, EvidenceItem, Note, RescueOperation


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `at` is ISO text, whole or in part, so that all sort together."""

    at: str
    at_text: str
    icon: str
    title: str
    text: str = ""
    url: str = ""
    #: References of the people whom it is about, where the source knows them.
    people: tuple[str, ...] = ()
    #: Which source told it; `events` fills it in.
    kind: str = ""


Source = Callable[[Case, User], Iterable[Event]]
#: Filled in each app's `apps.ready`. A source starts at `visible_to(user)`.
SOURCES: list[Source] = []


def events(case: Case, user: User, *, without: Source | None = None) -> list[Event]:
    """Everything that `user` may know of the case, the newest first."""
    sources = [source for source in SOURCES if source is not without]
    found = [
        replace(event, kind=source.__name__) for source in sources for event in source(case, user)
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)


def kinds(entries: Iterable[Event]) -> list[tuple[str, str]]:
    """(kind, label) of the kinds among the entries."""
    found = sorted({entry.kind for entry in entries})
    return [(kind, kind.replace("_", " ").capitalize()) for kind in found]


def operations(case: Case, user: User) -> Iterable[Event]:
    if not user.has_perm("cases.view_rescueoperation"):
        return
    for operation in RescueOperation.objects.visible_to(user).of_case(case).select_related("place"):
        yield Event(
            at=operation.happened_on.isoformat(),
            at_text=f"{operation.happened_on:%-d %b %Y}",
            icon="map-pin",
            title=operation.get_kind_display(),
            text=str(operation.place or ""),
            url=operation.get_absolute_url(),
        )


def sources(case: Case, user: User) -> Iterable[Event]:
    """When who said what."""
    if not user.has_perm("cases.view_source"):
        return
    for source in models.Source.objects.visible_to(user).of_case(case).select_related("case"):
        if source.dated:
            yield Event(
                at=str(source.dated),
                at_text=source.dated.words,
                icon="message",
                title=source.title,
                text=", ".join(filter(None, [source.said_by, source.publication])),
                url=source.get_absolute_url(),
            )


def legal(case: Case, user: User) -> Iterable[Event]:
    """Each stage on its day, and each request that was sent."""
    if user.has_perm("cases.view_legalaction"):
        steps = models.StageReached.objects.visible_to(user).of_case(case)
        steps = steps.select_related("action__statute")
        for step in steps.prefetch_related("action__charged__person"):
            yield Event(
                at=step.on.isoformat(),
                at_text=f"{step.on:%-d %b %Y}",
                icon="gavel",
                title=f"{step.get_stage_display()}: {step.action.statute}",
                text=step.note,
                url=step.action.get_absolute_url(),
                people=tuple(row.person.ref for row in step.action.charged.all()),
            )
    if user.has_perm("cases.view_legalrequest"):
        for request in models.LegalRequest.objects.visible_to(user).of_case(case).for_list():
            if request.sent_on:
                yield Event(
                    at=request.sent_on.isoformat(),
                    at_text=f"{request.sent_on:%-d %b %Y}",
                    icon="send",
                    title=f"Sent: {request}",
                    text=request.get_status_display(),
                    url=request.get_absolute_url(),
                    people=(request.person.ref,) if request.person else (),
                )


def evidence(case: Case, user: User) -> Iterable[Event]:
    """What was found, a day an entry: a search of a house would fill the page otherwise."""
    if not user.has_perm("cases.view_evidenceitem"):
        return
    days = (
        EvidenceItem.objects.visible_to(user)
        .of_case(case)
        .values(day=TruncDate("found_at"))
        .annotate(number=Count("pk"))
        .order_by("day")
    )
    for row in days:
        day, number = row["day"], row["number"]
        yield Event(
            at=day.isoformat(),
            at_text=f"{day:%-d %b %Y}",
            icon="fingerprint",
            title=f"{number} {'item' if number == 1 else 'items'} of evidence found",
            url=reverse("cases:evidence", args=[case.ref]),
        )


def notes(case: Case, user: User) -> Iterable[Event]:
    if not user.has_perm("cases.view_note"):
        return
    for note in Note.objects.visible_to(user).of_case(case).select_related("author"):
        written = timezone.localtime(note.created_at)
        yield Event(
            at=written.isoformat(),
            at_text=f"{written:%-d %b %Y}",
            icon="note",
            title=f"Note by {note.author}",
            text=note.text,
        )
