"""What cases share: all pairs, those of one case, and what is new among them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from cases.models import Case
from cases.views import CasePage
from core.views import RecordListView, RecordPage
from linking import casegraph, digest, hints, services
from linking.crossrefs import SharedKind
from linking.filters import CaseLinkFilter, OfCaseFilter
from linking.forms import AroundForm, SeenForm
from linking.models import Awaiting, CaseKey, CaseLink
from linking.tables import CaseLinkTable
from linking.weighing import MOST_CASES
from people.models import Person

PER_PAGE = 25


class CaseLinkListView(RecordListView):
    """Every pair of cases that share something, both of them open to the reader."""

    permission_required = "linking.view_caselink"
    queryset = CaseLink.objects.for_list()
    filterset_class = CaseLinkFilter
    table_class = CaseLinkTable
    template_name = "linking/case_link_list.html"
    title = "Cross-references"
    icon = "affiliate"
    empty_hint = "Cases that share people, numbers, places or offers appear here by themselves."

    @cached_property
    def news(self) -> digest.News:
        return digest.news(self.request.user)

    def get_queryset(self) -> Any:
        return super().get_queryset().with_news(self.news.since)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context) | {"news": self.news}


@require_POST
@permission_required("linking.view_caselink", raise_exception=True)
def mark_seen(request: HttpRequest) -> HttpResponse:
    """All that the page showed as new is seen; what came meanwhile stays new."""
    form = SeenForm(request.POST)
    if form.is_valid():
        services.mark_seen(request.user, until=form.cleaned_data["until"])
        messages.success(request, "Marked as seen: what comes from now on is shown as new.")
    else:
        messages.error(request, "Nothing was marked: open the list and press the button again.")
    return redirect("linking:case_links")


class CaseCrossReferencesView(CasePage, RecordPage):
    """What the case shares with the other cases that the user may open."""

    permission_required = "linking.view_caselink"
    template_name = "linking/of_case.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        chosen = self.chosen()
        page = Paginator(chosen.qs, PER_PAGE).get_page(self.request.GET.get("page"))
        around = AroundForm(self.request.GET)
        hops = around.cleaned_data["hops"] if around.is_valid() else 1
        share = "case shares" if page.paginator.count == 1 else "cases share"
        return super().get_context_data(
            filter=chosen,
            active_filters=chosen.chips(),
            links=described(list(page), case, user),
            page=page,
            noun=f"{share} something with this one",
            graph=casegraph.around(case, user=user, hops=hops),
            hops=hops,
            common=refused(case),
            most_cases=MOST_CASES,
            waiting=Awaiting.objects.filter(person__case=case).count(),
            about=case.ref,
            hints=hints.about_case(case, user),
            **context,
        )

    def chosen(self) -> OfCaseFilter:
        user = self.request.user
        links = CaseLink.objects.visible_to(user).touching(self.object).for_list()
        links = links.with_news(digest.seen_until(user)).order_by("-strength", "ref")
        return OfCaseFilter(self.request.GET, links, request=self.request, case=self.object)


def refused(case: Case) -> list[tuple[SharedKind, int]]:
    """Values of the case that so many cases have that they join none; of each kind how many."""
    common = CaseKey.objects.filter(case=case).had_by_more_than(MOST_CASES)
    kinds = Counter(common.values_list("kind", flat=True))
    return [(kind, kinds[kind]) for kind in SharedKind if kinds[kind]]


def described(links: list[CaseLink], case: Case, user: Any) -> list[dict[str, Any]]:
    """Each link with the other case and its reasons; people by name only where `user` may."""
    refs = {ref for link in links for reason in link.reasons for ref in reason["people"]}
    people = {
        person.ref: person
        for person in Person.objects.visible_to(user).filter(ref__in=refs).select_related("case")
    }
    return [
        {
            "case": link.other(case),
            "strength": link.strength,
            "is_new": getattr(link, "is_new", False),
            "reasons": [
                reason
                | {"badge": SharedKind(reason["kind"])}
                | {"people": [people[ref] for ref in reason["people"] if ref in people]}
                for reason in link.reasons
            ],
        }
        for link in links
    ]
