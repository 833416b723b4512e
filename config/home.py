"""The first page after signing in: what waits for this role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/home.html", {"title": f"Good day, {request.user}"})
