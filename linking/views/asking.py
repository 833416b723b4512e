"""Asking for a case into which a match leads."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cases import services as access
from cases.models import Case
from linking import hints
from linking.forms import AskForm
from people.models import Person


@require_POST
@permission_required("cases.add_accessrequest", raise_exception=True)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask an agency for the case into which a match of a person, or of a case, leads.

    404 where no line says that there is one: asking tells nobody more than looking.
    """
    form = AskForm(request.POST)
    about = own_record(request, request.POST.get("about", ""))
    if not form.is_valid():
        messages.error(request, "Nothing was sent: say why you need access, then send it again.")
        return redirect("access_requests:list")
    case = hints.case_to_ask_for(about, form.cleaned_data["agency"], request.user)
    if case is None:
        raise Http404
    reason = form.cleaned_data["reason"]
    access.ask_for_access(case, by=request.user, about=about.ref, reason=reason)
    messages.success(request, "Your request was sent; the answer will be under Access requests.")
    return redirect("access_requests:list")


def own_record(request: HttpRequest, ref: str) -> Person | Case:
    """The person or the case that the user may open under that reference."""
    person = Person.objects.visible_to(request.user).filter(ref=ref).first()
    return person or get_object_or_404(Case.objects.visible_to(request.user), ref=ref)
