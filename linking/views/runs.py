"""A comparison of all records: what it found, before it takes over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from linking import services
from linking.models import Run
from people.models import Person

#: Of each kind of difference so many pairs are shown, the weightiest.
SHOWN = 25


@permission_required("linking.relink_cases", raise_exception=True)
def runs(request: HttpRequest) -> HttpResponse:
    context = {"runs": Run.objects.visible_to(request.user).select_related("job")[:SHOWN]}
    return render(request, "linking/runs.html", context)


@permission_required("linking.relink_cases", raise_exception=True)
def run(request: HttpRequest, ref: str) -> HttpResponse:
    """The counts of a run, and of each kind some pairs of which the user may see both."""
    found = get_object_or_404(Run.objects.visible_to(request.user), ref=ref)
    context = {"run": found, "differences": _differences(found, request.user), "shown": SHOWN}
    return render(request, "linking/run.html", context)


@require_POST
@permission_required("linking.relink_cases", raise_exception=True)
def take_over(request: HttpRequest, ref: str) -> HttpResponse:
    found = get_object_or_404(Run.objects.visible_to(request.user), ref=ref)
    try:
        return redirect(services.start_take_over(found, by=request.user))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(found)


@require_POST
@permission_required("linking.relink_cases", raise_exception=True)
def drop(request: HttpRequest, ref: str) -> HttpResponse:
    services.drop(get_object_or_404(Run.objects.visible_to(request.user), ref=ref))
    return redirect("linking:runs")


def _differences(run: Run, user: User) -> list[dict[str, Any]]:
    """New, gone and moved pairs; nothing once the run is over."""
    if run.state != "ready":
        return []
    pairs = services.differences(run)
    people = Person.objects.visible_to(user).select_related("case")
    seen = {one.pk: one for one in people.filter(pk__in={pk for p in pairs for pk in p[:2]})}
    rows: dict[str, list[Any]] = {"New": [], "Gone": [], "Weighing otherwise": []}
    for left, right, before, after in pairs:
        if left in seen and right in seen:
            kind = "New" if before is None else "Gone" if after is None else "Weighing otherwise"
            rows[kind].append((seen[left], seen[right], before, after))
    return [{"kind": kind, "rows": some[:SHOWN]} for kind, some in rows.items()]
