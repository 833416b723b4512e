"""Saying what two records are to each other, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.services import StaleRecord
from linking import queue, services
from linking.filters import query_of
from linking.forms import UndoForm, VerdictForm
from linking.models import Identity, Match, Opinion, Review, Verdict

Act = Callable[..., Verdict | Opinion]


@require_POST
@permission_required("linking.judge_match", raise_exception=True)
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Record the verdict and go on to the next open match of the queue.

    A contradiction, or a verdict by somebody else in between, is shown on the match itself.
    """
    match = visible_match(request, ref)
    form = VerdictForm(request.POST)
    place = queue.place_of(match, request)  # Judged, it may leave the queue.
    if not form.is_valid():
        messages.error(request, "Say whether they are the same, related, different, or unsure.")
        return redirect(place.url(match.get_absolute_url()))
    if not record(request, match, partial(services.judge, match.left, match.right), form):
        return redirect(place.url(match.get_absolute_url()))
    if not place.next_open:
        messages.info(request, "No open match is left in this queue.")
        return redirect(place.url(reverse("linking:list")))
    return redirect(place.url(reverse("linking:detail", args=[place.next_open])))


@require_POST
@permission_required("linking.judge_match", raise_exception=True)
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the last verdict back, unless somebody has judged the pair since."""
    match = visible_match(request, ref)
    form = UndoForm(request.GET)
    if form.is_valid():
        record(request, match, partial(services.undo, match), form)
    else:
        messages.error(request, "Open the match, then judge it again: this undo is incomplete.")
    return redirect(queue.place_of(match, request).url(match.get_absolute_url()))


def visible_match(request: HttpRequest, ref: str) -> Match:
    return get_object_or_404(Match.objects.for_list().visible_to(request.user), ref=ref)


def record(request: HttpRequest, match: Match, act: Act, form: Form) -> bool:
    """Call the service with what the form says; say in a flash what came of it."""
    try:
        outcome = act(by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    except StaleRecord:
        messages.error(
            request, "Somebody judged this pair while you looked; see below, then decide again."
        )
        return False
    match.refresh_from_db()
    may_undo = isinstance(outcome, Verdict) or match.review == Review.SECOND
    undo = undo_url(match, request) if may_undo else ""
    messages.success(request, said_of(match, outcome), extra_tags=undo)
    return True


def said_of(match: Match, outcome: Verdict | Opinion) -> str:
    """What came of an answer, in a sentence."""
    if isinstance(outcome, Verdict):
        disagree = " The other reviewer disagrees." if outcome.is_disputed else ""
        return f"{outcome.get_answer_display()}: {match.left} and {match.right}.{disagree}"
    if match.review == Review.SECOND:
        return (
            f"{outcome.get_answer_display()}: {match.left} and {match.right}. It takes effect when "
            "a second reviewer, who does not see your answer, says the same."
        )
    return f"Your opinion on {match.left} and {match.right} is withdrawn."


def undo_url(match: Match, request: HttpRequest) -> str:
    """Where the verdict just given is taken back; the version keeps it from undoing a later one."""
    query = "&".join(filter(None, [f"version={match.version}", query_of(request)]))
    return f"{reverse('linking:undo', args=[match.ref])}?{query}"


@require_POST
@permission_required("linking.judge_match", raise_exception=True)
def split(request: HttpRequest, ref: str, match_ref: str) -> HttpResponse:
    """Judge one pair of an identity anew; what remains of the identity is shown, else the match."""
    identity = get_object_or_404(Identity.objects.visible_to(request.user), ref=ref)
    match = visible_match(request, match_ref)
    form = VerdictForm(request.POST)
    if form.is_valid():
        record(request, match, partial(services.judge, match.left, match.right), form)
    else:
        messages.error(request, "Say whether the two are different, or that you are unsure.")
    remains = Identity.objects.visible_to(request.user).filter(pk=identity.pk).exists()
    return redirect(identity if remains else match)
