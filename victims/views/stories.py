"""The stories of many victims side by side: journeys, offers, periods; and the ways of one case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

from django.db.models import Count

from cases.views import CasePage
from core.money import money
from core.views import RecordListView, RecordPage
from victims.drawing import draw, flows
from victims.filters import ExploitationFilter, JourneyLegFilter, RecruitmentAccountFilter
from victims.models import Entry, Exploitation, JourneyLeg, RecruitmentAccount, Victim
from victims.tables import AccountTable, ExploitationTable, LegTable

Card = dict[str, Any]


class StoryListView(RecordListView):
    """A list whose cards count what its filters found."""

    summary_icon = "info-circle"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        cards = [
            {"label": label, "value": value, "icon": self.summary_icon}
            for label, value in self.counts(self.object_list.order_by())
        ]
        return super().get_context_data(summary=cards, **context)

    def counts(self, rows: Any) -> Iterator[tuple[str, Any]]:
        raise NotImplementedError


class LegListView(StoryListView):
    permission_required = "victims.view_journeyleg"
    queryset = JourneyLeg.objects.for_list()
    filterset_class = JourneyLegFilter
    table_class = LegTable
    title = "Journeys"
    icon = summary_icon = "route"

    def counts(self, rows: Any) -> Iterator[tuple[str, Any]]:
        yield "People on these legs", rows.aggregate(n=Count("victim", distinct=True))["n"]
        taken = rows.filter(is_planned=False).values("entry")
        entries = dict(taken.annotate(n=Count("victim", distinct=True)).values_list("entry", "n"))
        for entry in Entry:
            yield f"{entry.label} entry", entries.get(entry.value, 0)


class AccountListView(StoryListView):
    permission_required = "victims.view_recruitmentaccount"
    queryset = RecruitmentAccount.objects.for_list()
    filterset_class = RecruitmentAccountFilter
    table_class = AccountTable
    title = "Recruitment"
    icon = summary_icon = "briefcase"

    def counts(self, rows: Any) -> Iterator[tuple[str, Any]]:
        """The middle one, for a single boast would move a mean."""
        for label, amount, currency in (
            ("Typical debt claimed", "debt", "debt_currency"),
            ("Typical salary promised", "salary", "currency"),
        ):
            told: dict[str, list[Any]] = defaultdict(list)
            for code, value in rows.exclude(**{amount: None}).values_list(currency, amount):
                told[code].append(value)
            for code, values in sorted(told.items()):
                yield f"{label} ({len(values)} told)", money(median(values), code)


class ExploitationListView(StoryListView):
    permission_required = "victims.view_exploitation"
    queryset = Exploitation.objects.for_list()
    filterset_class = ExploitationFilter
    table_class = ExploitationTable
    title = "Exploitation"
    icon = summary_icon = "lock"

    def counts(self, rows: Any) -> Iterator[tuple[str, Any]]:
        """How many people were forced to commit what."""
        people: dict[str, set[Any]] = defaultdict(set)
        for victim, crimes in rows.values_list("victim", "crimes"):
            for crime in crimes:
                people[crime].add(victim)
        labels = dict(Exploitation._meta.get_field("crimes").base_field.flatchoices)
        for crime, victims in sorted(people.items(), key=lambda item: -len(item[1])):
            yield labels[crime], len(victims)


class CaseJourneysView(CasePage, RecordPage):
    """The ways of everybody in one case, a tab of its page."""

    permission_required = "victims.view_journeyleg"
    template_name = "victims/case_journeys.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        ways = flows(JourneyLeg.objects.visible_to(user).of_case(case).order_by("position", "pk"))
        diverted = Victim.objects.visible_to(user).of_case(case).diverted()
        return super().get_context_data(
            ways=ways,
            picture=draw(ways),
            diverted=[
                (victim, victim.name_for(user)) for victim in diverted.select_related("person")
            ],
            **context,
        )
