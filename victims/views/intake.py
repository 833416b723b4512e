"""Logging a group: one page with a grid, a row a person, and what the grid asks while it is filled.

The script sends rows as JSON and keeps them until they are answered; without it the same page is
one form. Both end in `services.log_row`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import BadRequest, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from audit.models import Access
from audit.services import log_access
from cases.models import Case, RescueOperation
from core.views import writable
from linking import hints
from linking.facts import facts_told
from people.models import Person
from victims import reconcile, services
from victims.forms import COLUMNS, GroupForm, IntakeRowForm
from victims.models import Victim
from victims.views.victim import BY_NAME

#: Rows of the page without its script, and the most that are taken at once: what is not answered,
#: the script sends again.
ROWS, MOST = 12, 200
MAY_LOG = ("victims.add_victim", BY_NAME)

SAID_OTHERWISE = (
    "This row was saved before, with other values; its answer was lost on the way. Open the record "
    "and put in what you changed since."
)


@require_http_methods(["GET", "POST"])
@permission_required(MAY_LOG, raise_exception=True)
def intake(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable(Case.objects.all(), request.user, ref)
    if request.method == "GET":
        log_access(request, Access.VIEW, Case, refs=[case.ref])
        return _page(request, case, _group(request, case), [_blank(n) for n in range(ROWS)])
    if request.content_type == "application/json":
        return _answer(request, case)
    group = _group(request, case, request.POST)
    rows = [
        IntakeRowForm(request.POST, prefix=f"rows-{n}", empty_permitted=True) for n in range(ROWS)
    ]
    told = [row for row in rows if row.has_changed()]
    saved = _save(case, group, told) if group.is_valid() else []
    status = 422 if any(row.errors for row in told) or group.errors else 200
    shown = [row if row.errors or not group.is_valid() else _blank(n) for n, row in enumerate(rows)]
    return _page(request, case, group, shown, status=status, saved=saved)


@require_POST
@permission_required(MAY_LOG, raise_exception=True)
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Of a row that is being typed: what a passport's zone in it says, and whom it may repeat."""
    writable(Case.objects.all(), request.user, ref)
    form = IntakeRowForm(_read(request, cells=dict)["cells"])
    form.is_valid()
    return JsonResponse({
        "cells": form.values,
        "said": [*form.mistakes, *form.remarks],
        "hints": _hints(request, form),
    })  # fmt: skip


def _hints(request: HttpRequest, form: IntakeRowForm) -> str:
    """As the page of a saved person would tell it; what tells of somebody is in the log."""
    if not request.user.has_perm("linking.view_match"):
        return ""
    known, hidden = hints.about_facts(facts_told(**form.facts()), request.user)
    if known or hidden:
        refs = [one.person.ref for one in known]
        log_access(request, Access.SEARCH, Person, refs=refs, count=len(known) + len(hidden))
    context = {"known": known, "hidden": hidden}
    return render_to_string("victims/intake_hints.html", context)


# Rows as JSON -------------------------------------------------------------------------------------


def _answer(request: HttpRequest, case: Case) -> HttpResponse:
    sent = _read(request, user=str, group=dict, rows=list)
    if sent["user"] != str(request.user.pk):
        return JsonResponse({"message": "Somebody else is signed in here now."}, status=409)
    group = _group(request, case, sent["group"])
    if not group.is_valid():
        return JsonResponse({"errors": _in_words(group)}, status=422)
    rows = [IntakeRowForm(row) for row in sent["rows"][:MOST] if isinstance(row, dict)]
    _save(case, group, rows)
    return JsonResponse({"rows": [_said(row) for row in rows], "counts": _counts(request, case)})


def _said(row: IntakeRowForm) -> dict[str, Any]:
    said = {"client_id": row["client_id"].value(), "cells": row.values, "errors": _in_words(row)}
    if row.victim is None:
        return said
    victim = row.victim
    return said | {"ref": victim.ref, "url": victim.get_absolute_url()}


def _in_words(form: Form) -> dict[str, list[str]]:
    return {column: list(map(str, errors)) for column, errors in form.errors.items()}


def _read(request: HttpRequest, **shape: type) -> dict[str, Any]:
    """The JSON that the script sent; anything else is a 400."""
    try:
        sent = json.loads(request.body)
        json.dumps(sent, ensure_ascii=False).encode()  # Halves of characters are no text.
    except ValueError as error:
        raise BadRequest("This is not JSON.") from error
    if not isinstance(sent, dict) or not all(
        isinstance(sent.get(name), kind) for name, kind in shape.items()
    ):
        raise BadRequest(f"This must be an object with {', '.join(shape)}.")
    return sent


# Both ---------------------------------------------------------------------------------------------


def _save(case: Case, group: GroupForm, rows: Sequence[IntakeRowForm]) -> list[Victim]:
    """Save each row that is right; the others keep their mistakes."""
    for row in rows:
        if row.is_valid():
            _save_row(case, group, row)
    return [row.victim for row in rows if row.victim]


def _save_row(case: Case, group: GroupForm, row: IntakeRowForm) -> None:
    facts = row.facts() | group.facts()
    try:
        saved = services.log_row(case, row.cleaned_data["client_id"], digest=row.digest, **facts)
    except ValidationError as error:
        row.add_error(None, error.messages)
        return
    row.victim = saved.victim
    if saved.digest != row.digest:
        row.add_error(None, SAID_OTHERWISE)


def _group(request: HttpRequest, case: Case, data: Any = None) -> GroupForm:
    """Of a case with one operation, everybody was freed in that."""
    operations = RescueOperation.objects.visible_to(request.user).of_case(case)[:2]
    only = operations[0].ref if len(operations) == 1 else None
    return GroupForm(data, case=case, user=request.user, initial={"operation": only})


def _blank(number: int | str) -> IntakeRowForm:
    return IntakeRowForm(prefix=f"rows-{number}", initial={"client_id": uuid4()})


def _counts(request: HttpRequest, case: Case) -> str:
    operations = list(RescueOperation.objects.visible_to(request.user).of_case(case))
    context = {
        "logged": reconcile.logged(case, request.user),
        "tallies": reconcile.of_case(case, operations, request.user),
    }
    return render_to_string("victims/intake_counts.html", context)


def _page(
    request: HttpRequest,
    case: Case,
    group: GroupForm,
    rows: list[IntakeRowForm],
    *,
    status: int = 200,
    saved: Sequence[Victim] = (),
) -> HttpResponse:
    context = {
        "title": "Log a group",
        "case": case,
        "group": group,
        "rows": rows,
        "blank": _blank("__prefix__"),
        "columns": [rows[0][name] for name in COLUMNS],
        "saved": saved,
        "counts": _counts(request, case),
    }
    return render(request, "victims/intake.html", context, status=status)
