"""Checking a list of people for duplicates: upload, progress, answer."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.models import Access
from audit.services import log_access
from core.exports import csv_of
from linking import lists, services
from linking.forms import ListCheckForm
from linking.models import ListCheck

A_PAGE = 50


@permission_required("linking.check_list", raise_exception=True)
def list_checks(request: HttpRequest) -> HttpResponse:
    """The form, and the lists that the user had checked since yesterday."""
    form = ListCheckForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        check = services.start_check(by=request.user, **form.cleaned_data)
        return redirect(check)
    checks = ListCheck.objects.visible_to(request.user).select_related("job")
    context = {"form": form, "checks": checks, "columns": lists.COLUMNS}
    return render(request, "linking/list_checks.html", context)


@permission_required("linking.check_list", raise_exception=True)
def list_check(request: HttpRequest, ref: str) -> HttpResponse:
    check = get_object_or_404(ListCheck.objects.visible_to(request.user), ref=ref)
    page = Paginator(check.pairs, A_PAGE).get_page(request.GET.get("page"))
    log_access(request, Access.LIST, ListCheck, refs=[check.ref])
    return render(request, "linking/list_check.html", {"check": check, "page": page})


@permission_required(("linking.check_list", "core.export_records"), raise_exception=True)
def list_check_file(request: HttpRequest, ref: str) -> StreamingHttpResponse:
    """The pairs as the command writes them."""
    check = get_object_or_404(ListCheck.objects.visible_to(request.user), ref=ref)
    log_access(request, Access.EXPORT, ListCheck, refs=[check.ref])
    return csv_of([lists.HEADER, *check.pairs], f"pairs-{check.ref}.csv")


@require_POST
@permission_required("linking.check_list", raise_exception=True)
def forget_list(request: HttpRequest, ref: str) -> HttpResponse:
    get_object_or_404(ListCheck.objects.visible_to(request.user), ref=ref).delete()
    return redirect("linking:list_checks")
