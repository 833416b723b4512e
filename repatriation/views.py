"""The pages of ways home, and the verbs that move many of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from cases.views import CasePage
from core.models import Record
from core.views import (
    RecordCreateView,
    RecordDetailView,
    RecordEditView,
    RecordHistoryView,
    RecordListView,
    RecordPage,
    Tab,
    UnderRecord,
)
from repatriation import services
from repatriation.filters import RepatriationFilter
from repatriation.forms import AdvanceForm, CompleteForm, OpenReturnForm, RepatriationForm
from repatriation.models import Repatriation, Step
from repatriation.tables import RepatriationTable
from repatriation.workflow import GIVEN_UP, MOVES, Status
from victims.models import Victim

VIEW = "repatriation.view_repatriation"
ADD = "repatriation.add_repatriation"
CHANGE = "repatriation.change_repatriation"
ADVANCE = "repatriation.advance_repatriation"
TABS = [
    Tab("Way home", "repatriation:detail", VIEW),
    Tab("History", "repatriation:history", VIEW),
]


class RepatriationListView(RecordListView):
    template_name = "repatriation/repatriation_list.html"
    permission_required = VIEW
    queryset = Repatriation.objects.for_list()
    filterset_class = RepatriationFilter
    table_class = RepatriationTable
    title = "Ways home"
    noun, nouns = "return", "returns"
    icon = "home-check"
    empty_hint = "Widen the filters. A return is opened on the page of a victim."

    def get_table_kwargs(self) -> dict[str, Any]:
        """Officers tick rows and know their mission; the others read which mission it is."""
        return {"exclude": ("mission" if self.request.user.has_perm(ADVANCE) else "chosen",)}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            complete_form=CompleteForm(user=user), advance_form=AdvanceForm(user=user), **context
        )


class RepatriationPage:
    permission_required = VIEW
    tabs = TABS
    list_url = "repatriation:list"
    nouns = "ways home"


class RepatriationDetailView(RepatriationPage, RecordDetailView):
    template_name = "repatriation/repatriation_detail.html"
    queryset = Repatriation.objects.for_page()
    edit_url = "repatriation:edit"
    change_permission = CHANGE

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        row = self.object
        return super().get_context_data(
            stages=list(stages_of(row)),
            moves=[status for status in Status if status in MOVES[row.status]],
            person=row.victim.person,
            may_advance=self.request.user.has_perm(ADVANCE) and self.may_change(),
            given_up=row.status in GIVEN_UP,
            **context,
        )


class RepatriationHistoryView(RepatriationPage, RecordHistoryView):
    queryset = Repatriation.objects.select_related("victim__person")
    children = [Step]


class RepatriationCreateView(UnderRecord, RecordCreateView):
    """`/repatriation/new/?victim=<ref>`: a return begins on the victim's page."""

    permission_required = ADD
    queryset = Repatriation.objects.all()
    form_class = OpenReturnForm
    parents = Victim.objects.select_related("person__case")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.has_permission() and not self.parent_ref():
            messages.info(request, "Open the victim's page first; a return begins there.")
            return redirect("victims:list")
        return super().dispatch(request, *args, **kwargs)

    def parent_ref(self) -> str:
        return self.request.GET.get("victim", "")

    @property
    def title(self) -> str:
        return f"Open a return for {self.parent}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"victim": self.parent}

    def get_success_url_for(self, record: Record) -> str:
        return record.get_absolute_url()

    def save(self, data: dict[str, Any]) -> Repatriation:
        return services.open_return(self.parent, **data)


class RepatriationEditView(RecordEditView):
    permission_required = CHANGE
    queryset = Repatriation.objects.select_related("victim__person", "mission", "officer")
    form_class = RepatriationForm
    title = "Edit the return"

    def save(self, data: dict[str, Any]) -> Repatriation:
        return services.edit_return(self.object, **data)

    def get_success_url_for(self, record: Record) -> str:
        """Its page, or the list when it was handed to another mission and is out of sight."""
        seen = self.get_queryset().filter(pk=record.pk).exists()
        return record.get_absolute_url() if seen else reverse("repatriation:list")


def stages_of(row: Repatriation) -> Iterator[dict[str, str]]:
    """The stage bar. Of a return that was given up no stage is ahead; a blocked one has begun."""
    road = [
        Status.NOT_STARTED,
        Status.IN_PROGRESS,
        Status.DEPARTED,
        Status.ARRIVED,
        Status.HANDED_OVER,
    ]
    reached = road.index(row.status) if row.status in road else road.index(Status.IN_PROGRESS)
    for number, stage in enumerate(road):
        state = "done" if number < reached else "current" if number == reached else "todo"
        yield {"label": stage.label, "state": "skipped" if row.status in GIVEN_UP else state}


# On other records' pages --------------------------------------------------------------------------


class CaseReturnsView(CasePage, RecordPage):
    """The tab of a case: its returns, and how many stand where."""

    permission_required = VIEW
    template_name = "repatriation/of_case.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        rows = Repatriation.objects.visible_to(self.request.user).of_case(self.object)
        table = RepatriationTable(rows.for_list(), exclude=("chosen", "case"))
        RequestConfig(self.request, paginate={"per_page": 50}).configure(table)
        return super().get_context_data(
            title=self.object.title,
            table=table,
            summary=list(self.by_status(rows)),
            empty={
                "icon": "home-check",
                "title": "No way home is open",
                "hint": "Open one on the page of a victim.",
            },
            **context,
        )

    def by_status(self, rows: Any) -> Iterator[dict[str, Any]]:
        counts = Counter(rows.values_list("status", flat=True))
        for status in Status:
            if counts[status]:
                url = f"{reverse('repatriation:list')}?q={self.object.ref}&status={status.value}"
                card = {"label": status.label, "value": counts[status], "icon": status.icon}
                yield card | {"url": url}


@permission_required(VIEW, raise_exception=True)
def of_victim(request: HttpRequest, ref: str) -> HttpResponse:
    """A card for the victim's page: the returns, and the way to open one."""
    victim = get_object_or_404(Victim.objects.visible_to(request.user), ref=ref)
    rows = Repatriation.objects.visible_to(request.user).filter(victim=victim)
    rows = list(rows.for_list())
    may_open = (
        all(row.status in GIVEN_UP for row in rows)
        and request.user.has_perm(ADD)
        and Victim.objects.editable_by(request.user).filter(pk=victim.pk).exists()
    )
    context = {"victim": victim, "returns": rows, "may_open": may_open}
    return render(request, "repatriation/of_victim.html", context)


# Many at once -------------------------------------------------------------------------------------


@require_POST
@permission_required(ADVANCE, raise_exception=True)
def complete(request: HttpRequest) -> HttpResponse:
    """Mark one step of the ticked returns as done."""
    return _bulk(request, CompleteForm, services.complete, "done")


@require_POST
@permission_required(ADVANCE, raise_exception=True)
def advance(request: HttpRequest) -> HttpResponse:
    """Move the ticked returns to another status."""
    return _bulk(request, AdvanceForm, services.advance, "moved")


def _bulk(
    request: HttpRequest, form_class: type[Any], act: Callable[..., Any], verb: str
) -> HttpResponse:
    """Back to where the user was when all went well, else a page that names each refusal."""
    form = form_class(request.POST, user=request.user)
    context = {"form": form, "back_url": _came_from(request), "verb": verb}
    if not form.is_valid():
        return render(request, "repatriation/outcome.html", context, status=422)
    try:
        outcome = act(by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return render(request, "repatriation/outcome.html", context, status=422)
    if outcome.refused:
        return render(request, "repatriation/outcome.html", context | {"outcome": outcome})
    messages.success(request, f"{len(outcome.moved)} {verb}, none left.")
    return redirect(context["back_url"])


def _came_from(request: HttpRequest) -> str:
    """The list with its filters, or the record, from which the form was sent."""
    url = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()})
    return url if ours else reverse("repatriation:list")


# One step -----------------------------------------------------------------------------------------


@require_POST
@permission_required(ADVANCE, raise_exception=True)
def block(request: HttpRequest, ref: str) -> HttpResponse:
    because = request.POST.get("because", "")
    return _change_step(request, ref, lambda step: services.block(step, because=because))


@require_POST
@permission_required(ADVANCE, raise_exception=True)
def unblock(request: HttpRequest, ref: str) -> HttpResponse:
    return _change_step(request, ref, services.unblock)


@require_POST
@permission_required(ADVANCE, raise_exception=True)
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    return _change_step(request, ref, services.undo)


def _change_step(request: HttpRequest, ref: str, act: Callable[[Step], Step]) -> HttpResponse:
    steps = Step.objects.visible_to(request.user).select_related("repatriation")
    step = get_object_or_404(steps, ref=ref)
    row = step.repatriation
    if not Repatriation.objects.editable_by(request.user).filter(pk=row.pk).exists():
        raise PermissionDenied("You may read this return, not change it.")
    try:
        act(step)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{row.get_absolute_url()}#{step.kind}")
