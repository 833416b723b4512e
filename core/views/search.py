"""The global search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.models import Access
from audit.services import log_access
from core.models import Record
from core.search import search as find


def search(request: HttpRequest) -> HttpResponse:
    """Everything that the words find among what the user may open."""
    words = request.GET.get("q", "").replace("\0", "")[:200]  # No text of PostgreSQL holds a NUL.
    groups = find(request.user, words)
    if words.strip():
        log_access(
            request,
            Access.SEARCH,
            Record,
            count=sum(len(group.hits) for group in groups),
        )
    return render(request, "core/search.html", {"words": words, "groups": groups})
