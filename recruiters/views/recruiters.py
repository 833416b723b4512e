"""Recruiters: list, page, forms, and what ties them to others."""

from __future__ import annotations

from typing import Any

from audit import history
from core.models import Record
from core.views import (
    RecordCreateView,
    RecordDetailView,
    RecordEditView,
    RecordHistoryView,
    RecordListView,
    Tab,
    UnderRecord,
)
from people.models import IdentifierUse, Person, PersonName
from people.views import AboutPerson, NamesAndIdentifiers
from recruiters import services
from recruiters.filters import RecruiterFilter
from recruiters.forms import MembershipForm, RecruiterForm, SuspectForm, TieForm
from recruiters.models import Membership, Recruiter, Tie
from recruiters.network import around, seeds_of
from recruiters.tables import RecruiterTable, table_of

TABS = [
    Tab("Summary", "recruiters:detail", "recruiters.view_recruiter", order=0),
    Tab("Network", "recruiters:network", "recruiters.view_network"),
    Tab("History", "recruiters:history", "recruiters.change_recruiter", order=90),
]
#: Ties that a recruiter's page lists; more of them are on the network page.
TIES = 200


class RecruiterPage(AboutPerson):
    permission_required = "recruiters.view_recruiter"
    queryset = Recruiter.objects.for_detail()
    tabs = TABS
    list_url = "recruiters:list"


class RecruiterListView(RecordListView):
    permission_required = "recruiters.view_recruiter"
    queryset = Recruiter.objects.for_list()
    filterset_class = RecruiterFilter
    table_class = RecruiterTable
    icon = "user-search"
    create_url = "recruiters:create"
    add_permission = "recruiters.add_recruiter"

    def get_queryset(self) -> Any:
        return super().get_queryset().with_other_cases(self.request.user)


class RecruiterDetailView(RecruiterPage, RecordDetailView):
    template_name = "recruiters/recruiter_detail.html"
    edit_url = "recruiters:edit"
    change_permission = "recruiters.change_recruiter"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        recruiter, user = self.object, self.request.user
        (me,) = seeds_of(recruiter, user)
        # The network knows whom the reader may see by name.
        near = around([me], user=user, hops=1, limit=TIES, kinds=["tie", "membership"])
        mine = [edge for edge in near.edges if me in edge.ends]
        ties = [edge for edge in mine if edge.kind == "tie"]
        groups = [edge for edge in mine if edge.kind == "membership"]
        return super().get_context_data(
            ties_out=table_of(near, [edge for edge in ties if edge.source == me], "source"),
            ties_in=table_of(near, [edge for edge in ties if edge.target == me], "target"),
            memberships=table_of(near, groups, "source"),
            hidden=near.total - len(near.nodes),
            may_write=self.may_change(),
            **context,
        )


class RecruiterHistoryView(RecruiterPage, RecordHistoryView):
    """Of the role and of the person: who edits one edits both."""

    permission_required = "recruiters.change_recruiter"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        page = super().get_context_data(**context)
        of_person = history.of(self.object.person, PersonName, IdentifierUse, Membership, Tie)
        entries = [*page["history"], *of_person]
        return page | {"history": sorted(entries, key=lambda entry: entry.at, reverse=True)}


class RecruiterForms(NamesAndIdentifiers):
    queryset = Recruiter.objects.select_related("person__case")
    form_class = RecruiterForm


class RecruiterCreateView(RecruiterForms, RecordCreateView):
    permission_required = "recruiters.add_recruiter"
    title = "New recruiter"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"case": self.request.GET.get("case")}

    def save(self, data: dict[str, Any]) -> Recruiter:
        return services.register(data.pop("case"), **data)


class SuspectView(UnderRecord, RecordCreateView):
    """Gives the person named by `?person=`, such as a victim, the role of a recruiter too."""

    permission_required = ("recruiters.add_recruiter", "people.view_person")
    queryset = Recruiter.objects.all()
    form_class = SuspectForm
    parents = Person.objects.all()

    def parent_ref(self) -> str:
        return self.request.GET.get("person", "")

    @property
    def title(self) -> str:
        return f"Record {self.parent} as a recruiter too"

    def get_success_url_for(self, record: Record) -> str:
        return record.get_absolute_url()

    def save(self, data: dict[str, Any]) -> Recruiter:
        return services.suspect(self.parent, **data)


class RecruiterEditView(RecruiterForms, RecordEditView):
    permission_required = "recruiters.change_recruiter"
    title = "Edit the recruiter"

    def save(self, data: dict[str, Any]) -> Recruiter:
        return services.edit(self.object, **data)


# What hangs off a recruiter -----------------------------------------------------------------------


class OfRecruiter(UnderRecord):
    """A form page under a recruiter of a case on which the user may write."""

    parents = Recruiter.objects.select_related("person__case")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.parent.person}


class TieCreateView(OfRecruiter, RecordCreateView):
    permission_required = "recruiters.add_tie"
    queryset = Tie.objects.all()
    form_class = TieForm
    title = "New tie"

    def save(self, data: dict[str, Any]) -> Tie:
        ends = self.parent.person, data.pop("other")
        if data.pop("direction") == "in":
            ends = ends[::-1]
        return services.tie(*ends, **data)


class MembershipCreateView(OfRecruiter, RecordCreateView):
    permission_required = "recruiters.add_membership"
    queryset = Membership.objects.all()
    form_class = MembershipForm
    title = "New membership"

    def save(self, data: dict[str, Any]) -> Membership:
        return services.join(self.parent.person, **data)
