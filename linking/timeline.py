"""What reviewers decided, on the timeline of a case."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from cases.models import Case
from cases.timeline import Event
from linking.models import Verdict


def verdicts(case: Case, user: User) -> Iterable[Event]:
    if not user.has_perm("linking.view_match"):
        return
    found = Verdict.objects.visible_to(user).in_case(case).live()
    for verdict in found.select_related("left", "right", "by"):
        spoken = timezone.localtime(verdict.created_at)
        yield Event(
            at=spoken.isoformat(),
            at_text=f"{spoken:%-d %b %Y}",
            icon="link",
            title=f"{verdict.answer.label}: {verdict.left} and {verdict.right}",
            text=f"{verdict.by}{': ' + verdict.note if verdict.note else ''}",
        )
