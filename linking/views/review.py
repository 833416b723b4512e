"""The review queue, one match, one identity."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.services import StaleRecord
from core.views import RecordListView, RecordPage
from linking import conflicts, consequences, hints, queue, services, sides
from linking.filters import MatchFilter, query_of
from linking.forms import UndoForm, VerdictForm
from linking.models import Answer, Awaiting, Identity, Match, Verdict
from linking.tables import MatchTable
from people.models import Person


class MatchListView(RecordListView):
    permission_required = "linking.view_match"
    queryset = Match.objects.for_list()
    filterset_class = MatchFilter
    table_class = MatchTable
    template_name = "linking/match_list.html"
    title = "Matches"
    icon = "link"
    empty_hint = "Records that may be one person appear here as soon as they are logged."


class MatchDetailView(RecordPage):
    permission_required = "linking.view_match"
    queryset = Match.objects.for_review()
    template_name = "linking/match_detail.html"
    list_url = "linking:list"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        match: Match = self.object
        return super().get_context_data(
            **{
                "sides": [side(person, self.request.user) for person in match.people],
                "rows": sides.compared(*match.people),
                "consequences": consequences.of_accepting(match, self.request.user),
                "verdicts": verdicts_on(match),
                "form": VerdictForm(initial={"version": match.version}),
                "answers": [(answer, answer.value[0]) for answer in Answer],
                **self.way_on(),
                **context,
            }
        )

    def way_on(self) -> dict[str, str]:
        """The neighbours in the queue, and the filters that the verdict carries along."""
        place = queue.place_of(self.object, self.request)
        urls = {"previous_url": place.previous, "next_url": place.next}
        return {"queue_query": place.query} | {
            name: ref and place.url(reverse("linking:detail", args=[ref]))
            for name, ref in urls.items()
        }


def side(person: Person, user: Any) -> dict[str, Any]:
    """One record of the pair, and its identity where that has two records that `user` may see."""
    return {"person": person, "identity": Identity.objects.visible_to(user).of(person).first()}


def verdicts_on(match: Match) -> Any:
    """Every verdict on the pair, the last first."""
    pair = Verdict.objects.filter(left=match.left_id, right=match.right_id)
    return pair.select_related("by").order_by("-created_at")


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


def record(request: HttpRequest, match: Match, act: Callable[..., Verdict], form: Form) -> bool:
    """Call the service with what the form says; say in a flash what came of it."""
    try:
        verdict = act(by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    except StaleRecord:
        messages.error(
            request, "Somebody judged this pair while you looked; see below, then decide again."
        )
        return False
    said = f"{verdict.get_answer_display()}: {match.left} and {match.right}."
    messages.success(request, said, extra_tags=undo_url(match, request))
    return True


def undo_url(match: Match, request: HttpRequest) -> str:
    """Where the verdict just given is taken back; the version keeps it from undoing a later one."""
    version = Match.objects.values_list("version", flat=True).get(pk=match.pk)
    query = "&".join(filter(None, [f"version={version}", query_of(request)]))
    return f"{reverse('linking:undo', args=[match.ref])}?{query}"


@permission_required("linking.view_match", raise_exception=True)
def of_person(request: HttpRequest, ref: str) -> HttpResponse:
    """The matches of a person as a card, which asks again while the worker compares."""
    person = get_object_or_404(Person.objects.visible_to(request.user), ref=ref)
    matches = Match.objects.for_list().visible_to(request.user).touching(person)
    context = {
        "person": person,
        "awaiting": Awaiting.objects.filter(person=person).exists(),
        "about": person.ref,
        "hints": hints.about_person(person, request.user),
        "identity": Identity.objects.visible_to(request.user).of(person).first(),
        "matches": [(match, match.other(person)) for match in matches.exclude(answer="different")],
    }
    return render(request, "linking/of_person.html", context)


class IdentityView(RecordPage):
    """Who reviewers believe to be one human: the records, what does not fit, who decided."""

    permission_required = "linking.view_identity"
    queryset = Identity.objects.all()
    template_name = "linking/identity.html"
    list_url = "linking:list"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        records = records_of(self.object, self.request.user)
        among = {"left__in": records, "right__in": records}
        joins = Match.objects.visible_to(self.request.user).filter(answer=Answer.SAME, **among)
        verdicts = Verdict.objects.visible_to(self.request.user).filter(**among)
        return super().get_context_data(
            records=records,
            conflicts=list(conflicts.among(records)),
            joins=joins.select_related("left__case", "right__case"),
            verdicts=verdicts.select_related("left", "right", "by").order_by("-created_at"),
            ways_apart=[Answer.DIFFERENT, Answer.UNSURE],
            back={"label": "Matches", "url": reverse(self.list_url)},
            **context,
        )


def records_of(identity: Identity, user: Any) -> list[Person]:
    """The records that `user` may see, by case."""
    visible = Person.objects.visible_to(user).for_detail()
    return list(visible.filter(identity_member__identity=identity).order_by("case__ref", "ref"))


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


@require_POST
@permission_required("linking.relink_cases", raise_exception=True)
def relink(request: HttpRequest) -> HttpResponse:
    return redirect(services.start_relink(by=request.user))
