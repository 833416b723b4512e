"""Lists that are imported into a case: uploaded, looked over, confirmed, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.models import Access
from audit.services import log_access
from cases.models import Case
from cases.views import InCase
from core.exports import csv_of
from core.models import Record
from core.services import StaleRecord
from core.views import RecordCreateView, RecordListView, came_from, writable
from victims import manifest as reading
from victims import services
from victims.forms import ColumnsForm, ManifestForm
from victims.manifest.filters import ManifestFilter, ManifestRowFilter
from victims.manifest.tables import ManifestRowTable, ManifestTable, cell_columns
from victims.models import Manifest, ManifestRow

#: Whoever may log victims may import a list of them.
MAY_LOG = ("victims.add_victim", "people.view_identity")


class OfCase:
    """A list of what one case has; `writable` is whether the reader may write on it."""

    permission_required = MAY_LOG

    def get_queryset(self) -> Any:
        user = self.request.user
        cases = Case.objects.visible_to(user)
        self.case = get_object_or_404(cases, ref=self.kwargs["case_ref"])
        self.writable = Case.objects.editable_by(user).filter(pk=self.case.pk).exists()
        return super().get_queryset().of_case(self.case)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        context = super().get_context_data(**context)
        return context | {"case": self.case, "writable": self.writable}


class ManifestListView(OfCase, RecordListView):
    queryset = Manifest.objects.for_list()
    filterset_class = ManifestFilter
    table_class = ManifestTable
    template_name = "imports/list.html"
    title = "Imported lists"
    icon = "file-import"
    empty_hint = "Import the list that an embassy or a police unit sent."


class ManifestUploadView(InCase, RecordCreateView):
    permission_required = MAY_LOG
    queryset = Manifest.objects.all()
    form_class = ManifestForm
    template_name = "imports/upload.html"
    title = "Import a list"

    def save(self, data: dict[str, Any]) -> Manifest:
        file = data["file"]
        user = self.request.user
        return services.upload_manifest(self.parent, name=file.name, content=file.read(), by=user)

    def get_success_url_for(self, record: Record) -> str:
        return reverse("imports:columns", args=[self.parent.ref, record.ref])

    def cancel_url(self) -> str:
        return reverse("imports:list", args=[self.parent.ref])


class ManifestView(OfCase, RecordListView):
    """A list line by line: what is wrong, whom each may be, what became of it."""

    queryset = ManifestRow.objects.select_related("victim__person")
    filterset_class = ManifestRowFilter
    table_class = ManifestRowTable
    template_name = "imports/detail.html"
    icon = "table"
    empty_hint = "Widen the filters."

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        user = self.request.user
        of_case = Manifest.objects.visible_to(user).of_case(self.case).for_list()
        self.manifest = get_object_or_404(of_case, ref=self.kwargs["ref"])
        return rows.filter(manifest=self.manifest).with_duplicates(user)

    def get_table_kwargs(self) -> dict[str, Any]:
        hidden = () if self.writable and self.manifest.state == "checked" else ("chosen",)
        # What a line says goes when it is imported; when nothing is left, its columns go too.
        has_cells = self.manifest.rows.exclude(cells=[]).exists()
        columns = cell_columns(self.manifest) if has_cells else []
        return {"extra_columns": columns, "exclude": hidden}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        self.title = self.manifest.name
        job, user = self.manifest.job, self.request.user
        return super().get_context_data(
            manifest=self.manifest,
            # A job is shown to who started it; the others read the state.
            job=job if job and job.started_by_id == user.pk else None,
            **context,
        )


@permission_required(MAY_LOG, raise_exception=True)
def template_file(request: HttpRequest, case_ref: str) -> StreamingHttpResponse:
    """An empty list with the columns that are known, to be filled in."""
    get_object_or_404(Case.objects.visible_to(request.user), ref=case_ref)
    header = [label for column, label in reading.choices() if column not in reading.PARTS]
    return csv_of([header], "people-freed.csv")


@permission_required(MAY_LOG, raise_exception=True)
def columns(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    """Which header is which column: proposed, and said by the user."""
    manifest = _to_write_on(request, case_ref, ref)
    proposed = services.propose_columns(manifest)
    form = ColumnsForm(request.POST or None, manifest=manifest, proposed=proposed)
    if form.is_valid():
        version, mapping = form.cleaned_data["version"], form.cleaned_data["mapping"]
        try:
            services.name_columns(manifest, version=version, mapping=mapping, by=request.user)
            return redirect(manifest)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleRecord:
            form.add_error(None, STALE)
    log_access(request, Access.VIEW, Manifest, refs=[manifest.ref])  # It shows values.
    context = {"form": form, "manifest": manifest, "title": f"Columns of {manifest}"}
    status = 422 if form.errors else 200
    return render(request, "imports/columns.html", context, status=status)


# Acts --------------------------------------------------------------------------------------------

STALE = "Somebody else has changed this import; nothing was done. Look again, then decide."


def _act(request: HttpRequest, manifest: Manifest, act: Callable[..., Any]) -> HttpResponse:
    """Do it, for the state that the user saw, and lead back to the page."""
    version = request.POST.get("version", "")
    try:
        act(manifest, version=int(version) if version.isdigit() else 0, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except StaleRecord:
        messages.error(request, STALE)
    return redirect(manifest)


@require_POST
@permission_required(MAY_LOG, raise_exception=True)
def confirm(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    return _act(request, _to_write_on(request, case_ref, ref), services.confirm_manifest)


@require_POST
@permission_required(MAY_LOG, raise_exception=True)
def undo(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    return _act(request, _to_write_on(request, case_ref, ref), services.start_undo)


@require_POST
@permission_required(MAY_LOG, raise_exception=True)
def choose(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    """Leave the ticked lines out, or take them in again."""
    manifest = _to_write_on(request, case_ref, ref)
    leave_out = "take_in" not in request.POST
    try:
        chosen = request.POST.getlist("chosen")
        number = services.choose_rows(manifest, chosen, leave_out=leave_out)
        done = "left out" if leave_out else "to be imported"
        messages.success(request, f"{number} of the ticked lines are {done} now.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(came_from(request) or manifest)


@require_POST
@permission_required(MAY_LOG, raise_exception=True)
def discard(request: HttpRequest, case_ref: str, ref: str) -> HttpResponse:
    manifest = _to_write_on(request, case_ref, ref)
    try:
        services.discard_manifest(manifest)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(manifest)
    messages.success(request, f"{manifest} was thrown away; nothing of it is kept.")
    return redirect("imports:list", case_ref)


def _to_write_on(request: HttpRequest, case_ref: str, ref: str) -> Manifest:
    case = writable(Case.objects.all(), request.user, case_ref)
    manifests = Manifest.objects.visible_to(request.user).of_case(case)
    return get_object_or_404(manifests.select_related("case", "job", "agency"), ref=ref)
