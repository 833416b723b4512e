"""The pages of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import F, Model, Prefetch

from accounts.models import User
from cases import header, services, timeline
from cases.filters import CaseFilter
from cases.forms import CaseForm, NoteForm, TimelineForm, people_of
from cases.models import (
    Assignment,
    Case,
    CaseTask,
    Claim,
    Closure,
    ClosureState,
    Flag,
    LegalAction,
    LegalRequest,
    Note,
    OperationAgency,
    OperationPerson,
    Place,
    Referral,
    ReportedCount,
    RescueOperation,
    Source,
    Stage,
)
from cases.tables import CaseTable
from cases.workflow import moves_from
from core.views import (
    RecordCreateView,
    RecordDetailView,
    RecordEditView,
    RecordHistoryView,
    RecordListView,
    RecordPage,
    Tab,
)

#: Higher apps add theirs in `apps.ready`, so that every page of a case shows the same row.
TABS = [
    Tab("Summary", "cases:detail", "cases.view_case", order=0),
    Tab("Legal", "cases:legal", "cases.view_legalaction", order=25),
    Tab("Sources", "cases:sources", "cases.view_source", order=30),
    Tab("Members", "cases:members", "cases.view_case", order=70),
    Tab("Evidence", "cases:evidence", "cases.view_evidenceitem", order=40),
    Tab("Timeline", "cases:timeline", "cases.view_case", order=80),
    Tab("History", "cases:history", "cases.change_case", order=90),
    Tab("Print", "cases:file", "cases.add_caseprint", order=95),
]

#: How much of its timeline the page of a case shows, beside its notes.
LATEST = 6

#: How many of its open tasks, the most urgent.
TASKS = 8

#: What higher apps count beside the numbers that were reported of a case's operations, in rows of
#: label, reported, logged, differs.
TALLIES: list[Callable[[Case, Sequence[RescueOperation], User], Iterable[Any]]] = []


class CasePage:
    """Every page about one case: the same head, stage bar and tabs."""

    permission_required = "cases.view_case"
    queryset = Case.objects.for_list()
    tabs = TABS
    list_url = "cases:list"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        case, user = self.object, self.request.user
        return super().get_context_data(
            **{
                "title": case.title,
                "stages": list(stages_of(case)),
                "figures": header.figures(case, user),
                "warnings": header.warnings(case, user),
                **context,
            }
        )


class CaseListView(RecordListView):
    permission_required = "cases.view_case"
    queryset = Case.objects.for_list()
    filterset_class = CaseFilter
    table_class = CaseTable
    create_url = "cases:create"
    add_permission = "cases.add_case"


class CaseDetailView(CasePage, RecordDetailView):
    template_name = "cases/case_detail.html"
    edit_url = "cases:edit"
    change_permission = "cases.change_case"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, case = self.request.user, self.object
        operations = list(
            RescueOperation.objects.visible_to(user)
            .of_case(case)
            .select_related("place", "case")
            .prefetch_related("parts__agency", freed_as_seen_by(user))
        )
        tasks = CaseTask.objects.visible_to(user).of_case(case).open().for_list()[:TASKS]
        return super().get_context_data(
            operations=operations,
            tallies=[row for tally in TALLIES for row in tally(case, operations, user)],
            tasks=tasks,
            doable=set(CaseTask.objects.doable_by(user).of_case(case).values_list("pk", flat=True)),
            places=Place.objects.visible_to(user).of_case(case),
            notes=Note.objects.visible_to(user).of_case(case).select_related("author"),
            assignments=Assignment.objects.visible_to(user)
            .live()
            .filter(case=case)
            .select_related("agency", "user"),
            moves=moves_from(case.stage),
            **raised_and_closed(case, user),
            entries=timeline.events(case, user, without=timeline.notes)[:LATEST],
            note_form=NoteForm(),
            may_write=Case.objects.editable_by(user).filter(pk=case.pk).exists(),
            **context,
        )


class CaseTimelineView(CasePage, RecordPage):
    template_name = "cases/timeline.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """`?kind=` and `?person=` narrow it down; what neither can tell of is left out."""
        entries = timeline.events(self.object, self.request.user)
        form = TimelineForm(
            self.request.GET or None,
            kinds=timeline.kinds(entries),
            people=people_of(self.object, self.request.user),
        )
        if form.is_valid():
            entries = [entry for entry in entries if form.admits(entry)]
        return super().get_context_data(entries=entries, form=form, **context)


class CaseHistoryView(CasePage, RecordHistoryView):
    permission_required = "cases.change_case"

    children = [
        Assignment,
        Place,
        RescueOperation,
        OperationAgency,
        OperationPerson,
        Note,
        CaseTask,
        Source,
        Claim,
        ReportedCount,
        Flag,
        Closure,
        LegalAction,
        LegalRequest,
        Referral,
    ]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        self.children = self.children_for(self.object, self.request.user)
        return super().get_context_data(**context)

    @classmethod
    def children_for(cls, case: Case, user: User) -> list[type[Model]]:
        """Nothing but the case itself to who reads it by a referral."""
        whole = Case.objects.filter(pk=case.pk).wholly_visible_to(user)
        return cls.children if whole.exists() else []


class CaseCreateView(RecordCreateView):
    permission_required = "cases.add_case"
    queryset = Case.objects.all()
    form_class = CaseForm
    title = "New case"

    def save(self, data: dict[str, Any]) -> Case:
        return services.open_case(by=self.request.user, **data)


class CaseEditView(RecordEditView):
    permission_required = "cases.change_case"
    queryset = Case.objects.all()
    form_class = CaseForm
    title = "Edit case"

    def save(self, data: dict[str, Any]) -> Case:
        return services.edit_case(self.object, **data)


def freed_as_seen_by(user: User) -> Prefetch:
    """Who was freed in an operation, as far as the user may know of them."""
    people = OperationPerson._meta.get_field("person").related_model.objects.visible_to(user)
    rows = OperationPerson.objects.filter(person__in=people).select_related("person")
    return Prefetch("freed", rows)


def raised_and_closed(case: Case, user: User) -> dict[str, Any]:
    """The flags of a case, raised ones first, and what was asked and answered about closing it."""
    flags = Flag.objects.visible_to(user).of_case(case)
    closures = Closure.objects.visible_to(user).of_case(case)
    closure = closures.select_related("requested_by", "decided_by", "reopened_by").first()
    waits = closure is not None and closure.state == ClosureState.OPEN
    return {
        "flags": flags.select_related("person", "raised_by", "lowered_by").order_by(
            F("lowered_at").desc(nulls_first=True), "-created_at"
        ),
        "closure": closure,
        "referrals": Referral.objects.visible_to(user).of_case(case).for_list(user),
        "may_decide": waits and Closure.objects.decidable_by(user).filter(pk=closure.pk).exists(),
        "undone": header.undone(case, user) if waits else [],
    }


def stages_of(case: Case) -> Any:
    """The stage bar: what is done, where the case stands, what lies ahead."""
    reached = Stage.values.index(case.stage)
    for number, stage in enumerate(Stage):
        state = "done" if number < reached else "current" if number == reached else "todo"
        yield {"label": stage.label, "state": state}
