"""Every address. One room, one prefix."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from cases import urls as case_urls
from config import api, home
from people import urls as people_urls
from recruiters import urls as recruiter_urls
from victims import urls as victim_urls

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("core.urls")),
    path("cases/", include("people.case_urls")),
    path("cases/", include(victim_urls.of_case)),
    path("cases/", include("repatriation.case_urls")),
    path("cases/", include("cases.urls")),
    path("", include((case_urls.access_requests, "access_requests"))),
    path("", include((case_urls.operations, "operations"))),
    path("", include((case_urls.legal, "legal"))),
    path("", include((case_urls.places, "places"))),
    path("", include((case_urls.tasks, "tasks"))),
    path("", include((case_urls.referrals, "referrals"))),
    path("", include((case_urls.evidence, "evidence"))),
    path("people/", include("people.urls")),
    path("names/", include((people_urls.spellings, "names"))),
    path("victims/", include("victims.urls")),
    *(path("", include((urls, name))) for name, urls in victim_urls.stories.items()),
    path("", include((recruiter_urls.recruiters, "recruiters"))),
    path("syndicates/", include((recruiter_urls.syndicates, "syndicates"))),
    path("repatriation/", include("repatriation.urls")),
    path("", include("linking.urls")),
    path("audit/", include("audit.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include(api.router.urls)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
]
