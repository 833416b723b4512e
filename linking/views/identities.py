"""Identities, which reviewers believe in, and groups of records that are only suggested."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.urls import reverse
from django.views.generic import TemplateView

from audit.models import Access
from audit.services import log_access
from core.views import Closed, RecordPage
from core.views.list import PAGE_SIZES
from linking import conflicts, groups
from linking.filters import GroupFilter
from linking.models import Answer, Identity, Match, Verdict
from people.models import Person


class IdentityView(RecordPage):
    """Who reviewers believe to be one human: the records, what does not fit, who decided."""

    permission_required = "linking.view_identity"
    queryset = Identity.objects.all()
    template_name = "linking/identity.html"
    list_url = "linking:list"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        records = records_of(self.object, self.request.user)
        among = {"left__in": records, "right__in": records}
        joined = Match.objects.visible_to(self.request.user).filter(answer=Answer.SAME, **among)
        joins = list(joined.select_related("left__case", "right__case"))
        verdicts = Verdict.objects.visible_to(self.request.user).filter(**among)
        return super().get_context_data(
            records=records,
            conflicts=list(conflicts.among(records)),
            joins=joins,
            changed=[match for match in joins if match.changed],
            verdicts=verdicts.select_related("left", "right", "by").order_by("-created_at"),
            ways_apart=[Answer.DIFFERENT, Answer.UNSURE],
            back={"label": "Matches", "url": reverse(self.list_url)},
            **context,
        )


def records_of(identity: Identity, user: Any) -> list[Person]:
    """The records that `user` may see, by case."""
    visible = Person.objects.visible_to(user).for_detail()
    return list(visible.filter(identity_member__identity=identity).order_by("case__ref", "ref"))


class SuggestedGroupsView(Closed, TemplateView):
    """Records that may all be one human, group by group; what nobody judged joins nothing."""

    permission_required = "linking.view_identity"
    template_name = "linking/suggested.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user: Any = self.request.user
        matches = Match.objects.visible_to(user).open()
        chosen = GroupFilter(self.request.GET, queryset=matches, request=self.request)
        page = self.page_of(self.narrowed(groups.suggested_to(user), chosen))
        found = groups.described(list(page.object_list), user)
        refs = [person.ref for group in found for person in group.records]
        log_access(self.request, Access.LIST, Person, refs=refs)
        return super().get_context_data(
            groups=found,
            page=page,
            count=page.paginator.count,
            noun="suggested group" if page.paginator.count == 1 else "suggested groups",
            filter=chosen,
            active_filters=chosen.chips(),
            empty=NO_GROUPS,
            **context,
        )

    def narrowed(self, found: list[set[UUID]], chosen: GroupFilter) -> list[set[UUID]]:
        """Those with an open match that the filters let through; a filter not understood, none."""
        if not any(chosen.form.data.get(name) for name in chosen.form.fields):
            return found
        rows = chosen.qs if chosen.form.is_valid() else chosen.queryset.none()
        pairs = list(rows.values_list("left_id", "right_id"))
        return [group for group in found if any(group.issuperset(pair) for pair in pairs)]

    def page_of(self, found: list[set[UUID]]) -> Any:
        size = self.request.GET.get("per_page", "")
        sizes = {str(number): number for number in PAGE_SIZES}
        pages = Paginator(found, sizes.get(size, PAGE_SIZES[0]))
        return pages.get_page(self.request.GET.get("page"))


NO_GROUPS = {
    "icon": "users-group",
    "title": "No suggested groups",
    "hint": "Open matches that hang together appear here; what speaks against it keeps them apart.",
}
