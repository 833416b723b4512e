"""What the timeline of a case tells of its people."""

from collections.abc import Iterable

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from cases.timeline import Event
from people.models import Person


def logged(case: Case, user: User) -> Iterable[Event]:
    """How many people were logged, a day an entry: a raid would fill the page otherwise."""
    if not user.has_perm("people.view_person"):
        return
    days = (
        Person.objects.visible_to(user)
        .of_case(case)
        .values(day=TruncDate("created_at"))
        .annotate(number=Count("pk"))
        .order_by("day")
    )
    for row in days:
        day, number = row["day"], row["number"]
        yield Event(
            at=day.isoformat(),
            at_text=f"{day:%-d %b %Y}",
            icon="users",
            title=f"{number} {'person' if number == 1 else 'people'} logged",
            url=reverse("case_people", args=[case.ref]),
        )
