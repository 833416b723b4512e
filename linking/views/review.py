"""The review queue, and one match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.views import RecordListView, RecordPage
from linking import consequences, hints, queue, services, sides, waterfall
from linking.digests import changed_sides, digests
from linking.filters import LOOKS, MatchFilter, looked_at_again
from linking.forms import VerdictForm
from linking.models import Answer, Awaiting, Identity, Match, Opinion, Verdict
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

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(summary=list(self.further_looks()), **context)

    def further_looks(self) -> Iterator[dict[str, Any]]:
        """What waits for a further reviewer, as far as anything does."""
        mine = Match.objects.visible_to(self.request.user)
        for code, label, icon in LOOKS:
            if waiting := looked_at_again(mine, code, self.request.user).count():
                url = f"?review={code}"
                yield {"label": label, "value": waiting, "icon": icon, "url": url}


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
                "waterfall": waterfall.of(match.reasons, match.weight),
                "likelihood": waterfall.likelihood(match.probability),
                "changed": changed_since(match),
                "own_opinion": own_opinion(match, self.request.user),
                "wants_second": services.wants_another(match, by=self.request.user),
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
    return pair.select_related("by", "first__by", "second__by").order_by("-created_at")


def own_opinion(match: Match, user: Any) -> Opinion | None:
    """The first of two opinions, where the reader gave it; nobody else may know of it yet."""
    return match.pending if match.pending and match.pending.by_id == user.pk else None


def changed_since(match: Match) -> list[Person]:
    """Those of the two whose record says something else than when the verdict was given."""
    if not match.changed:
        return []
    live = Verdict.objects.live().filter(left=match.left_id, right=match.right_id).first()
    now = digests([match.people_ids])[match.people_ids]
    sides = changed_sides(live.facts if live else "", now)
    return [person for person, changed in zip(match.people, sides, strict=True) if changed]


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


@require_POST
@permission_required("linking.relink_cases", raise_exception=True)
def relink(request: HttpRequest) -> HttpResponse:
    return redirect(services.start_relink(by=request.user))
