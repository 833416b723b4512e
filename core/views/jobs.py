"""The page of a job: progress, result, cancel."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import services
from core.models import Job


@permission_required("core.view_job", raise_exception=True)
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The page; to htmx only the progress, which asks again until the job is over."""
    job = get_object_or_404(Job.objects.visible_to(request.user), ref=ref)
    template = "components/progress.html" if request.htmx else "core/job_detail.html"
    label, url_name = services.NEXT.get(job.kind, ("Start page", "home"))
    # Work on one record leads back to its page.
    onward = {"label": label, "url": job.arguments.get("page") or reverse(url_name)}
    return render(request, template, {"job": job, "onward": onward})


@require_POST
@permission_required("core.view_job", raise_exception=True)
def cancel(request: HttpRequest, ref: str) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), ref=ref)
    services.cancel_job(job)
    return redirect(job)
