"""The pages of screenings: those of a victim, one of them, its forms, and the list of all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_countries import countries

from audit import history
from core.models import Record
from core.views import (
    RecordCreateView,
    RecordEditView,
    RecordListView,
    RecordPage,
    writable,
)
from victims import services
from victims.filters import ScreeningFilter
from victims.forms import AnswersForm, ConclusionForm, NewScreeningForm, ScreeningForm
from victims.grid import differing, evidence_for, shown
from victims.models import Answer, Instrument, Screening, State, Victim
from victims.tables import ScreeningTable
from victims.views.story import OfVictim
from victims.views.victim import VictimPage


class ScreeningsView(VictimPage, RecordPage):
    """The screenings of one victim."""

    permission_required = "victims.view_screening"
    template_name = "victims/screenings.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user, victim = self.request.user, self.object
        screenings = Screening.objects.visible_to(user).filter(victim=victim).for_list()
        may_write = Victim.objects.editable_by(user).filter(pk=victim.pk).exists()
        return super().get_context_data(screenings=screenings, may_write=may_write, **context)


class ScreeningView(RecordPage):
    """One screening: what the answers show, the answers, and what may be done next.

    `?as=<instrument>` shows the same answers under another one.
    """

    permission_required = "victims.view_screening"
    queryset = Screening.objects.for_detail()
    list_url = "screenings:list"
    template_name = "victims/screening.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(victim__ref=self.kwargs["victim_ref"])

    def open_tabs(self) -> Any:
        """Those of the victim, of which this page is a part."""
        victim = self.object.victim
        for tab in sorted(VictimPage.tabs, key=lambda tab: tab.order):
            if self.request.user.has_perm(tab.permission):
                url = reverse(tab.url_name, args=[victim.ref])
                here = tab.url_name == "victims:screenings"
                yield {"label": tab.label, "url": url, "active": here}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        screening, victim = self.object, self.object.victim
        url = reverse("victims:screenings", args=[victim.ref])
        return super().get_context_data(
            **self.answers(),
            **self.acts(),
            victim=victim,
            victim_name=victim.name_for(self.request.user),
            title=f"{screening}: {victim.name_for(self.request.user)}",
            back={"label": "Screenings", "url": url},
            differing=differing(screening),
            history=history.of(screening, Answer),
            **context,
        )

    def answers(self) -> dict[str, Any]:
        """The answers and what they show, under its own instrument or the one asked for."""
        own = self.object.instrument
        instruments = Instrument.objects.current().exclude(key=own.key)
        asked = self.request.GET.get("as")
        other = get_object_or_404(instruments, key=asked) if asked and asked != own.key else None
        evidence = evidence_for(self.object.victim, self.request.user)
        laid_out = shown(self.object, other, evidence)
        return laid_out | {"other": other, "instruments": instruments}

    def acts(self) -> dict[str, bool]:
        """What this user may do with this screening now."""
        screening, user = self.object, self.request.user
        may_write = Screening.objects.editable_by(user).filter(pk=screening.pk).exists()
        took_part = (screening.interviewer_id, screening.decided_by_id)

        def may(act: str, state: State) -> bool:
            return (
                may_write and screening.state == state and user.has_perm(f"victims.{act}_screening")
            )

        return {
            "may_answer": may("change", State.OPEN),
            "may_decide": may("decide", State.OPEN) and user.pk != screening.interviewer_id,
            "may_approve": may("approve", State.DECIDED) and user.pk not in took_part,
            "may_screen_again": may("add", State.APPROVED)
            and not Screening.objects.filter(supersedes=screening).exists(),
        }


# Forms --------------------------------------------------------------------------------------------


class ScreeningForms(OfVictim):
    queryset = Screening.objects.for_detail()

    def cancel_url(self) -> str:
        return reverse("victims:screenings", args=[self.parent.ref])


class ScreeningCreateView(ScreeningForms, RecordCreateView):
    """`?again=<ref>` names the screening that the new one supersedes."""

    permission_required = "victims.add_screening"
    form_class = NewScreeningForm
    title = "New screening"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        intro = "It begins with the answers of the earlier one, which stays as it is."
        return super().get_context_data(intro=intro if self.earlier() else "", **context)

    def get_initial(self) -> dict[str, Any]:
        earlier = self.earlier()
        return {"instrument": earlier.instrument.key} if earlier else {}

    def earlier(self) -> Screening | None:
        ref = self.request.GET.get("again")
        return get_object_or_404(self.get_queryset(), ref=ref) if ref else None

    def save(self, data: dict[str, Any]) -> Screening:
        return services.begin_screening(
            self.parent,
            data.pop("instrument"),
            by=self.request.user,
            supersedes=self.earlier(),
            **data,
        )

    def get_success_url_for(self, record: Record) -> str:
        return reverse("victims:answer_screening", args=[self.parent.ref, record.ref])


class WhileOpen(ScreeningForms):
    """A form that closes with the decision; whoever comes late is led to the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.object.is_open:
            messages.warning(request, "This screening is decided and stays as it is.")
            return redirect(self.object)
        return super().get(request, *args, **kwargs)


class ScreeningEditView(WhileOpen, RecordEditView):
    permission_required = "victims.change_screening"
    form_class = ScreeningForm
    title = "Edit the screening"

    def save(self, data: dict[str, Any]) -> Screening:
        return services.edit_screening(self.object, **data)


class AnswersView(WhileOpen, RecordEditView):
    permission_required = "victims.change_screening"
    form_class = AnswersForm
    template_name = "victims/screening_answers.html"
    title = "Answers"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(victim=self.parent, **context)

    def save(self, data: dict[str, Any]) -> Screening:
        return services.answer(self.object, **data)


class ConcludeView(WhileOpen, RecordEditView):
    permission_required = "victims.decide_screening"
    form_class = ConclusionForm
    template_name = "victims/screening_conclude.html"
    title = "Conclude"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            findings=self.object.findings, submit_label="Decide", **context
        )

    def save(self, data: dict[str, Any]) -> Screening:
        return services.conclude(self.object, by=self.request.user, **data)


@require_POST
@permission_required("victims.approve_screening", raise_exception=True)
def approve(request: HttpRequest, victim_ref: str, ref: str) -> HttpResponse:
    return _act(request, victim_ref, ref, "Approved; the status of the person follows.",
                lambda screening: services.approve(screening, by=request.user))  # fmt: skip


@require_POST
@permission_required("victims.approve_screening", raise_exception=True)
def send_back(request: HttpRequest, victim_ref: str, ref: str) -> HttpResponse:
    because = request.POST.get("because", "").strip()[:300]
    return _act(request, victim_ref, ref, "Sent back; it waits for another decision.",
                lambda screening: services.send_back(
                    screening, by=request.user, because=because))  # fmt: skip


def _act(
    request: HttpRequest, victim_ref: str, ref: str, done: str, act: Callable[[Screening], Any]
) -> HttpResponse:
    rows = Screening.objects.filter(victim__ref=victim_ref).select_related("victim__person")
    screening = writable(rows, request.user, ref)
    try:
        act(screening)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect(screening)


# All of them --------------------------------------------------------------------------------------


class ScreeningListView(RecordListView):
    permission_required = "victims.view_screening"
    queryset = Screening.objects.for_list()
    filterset_class = ScreeningFilter
    table_class = ScreeningTable
    template_name = "victims/screening_list.html"
    icon = "clipboard-check"
    empty_hint = "Widen the filters, or begin one from the page of a victim."

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The funnel tells of the rows that the filters leave, so it follows the list."""
        rows = self.object_list.funnel()
        funnel = [row | {"country_name": countries.name(row["country"])} for row in rows]
        return super().get_context_data(**context) | {"funnel": funnel}
