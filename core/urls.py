from django.urls import path

from core.views import health, jobs, search

app_name = "core"
urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("search/", search.search, name="search"),
    path("jobs/<slug:ref>/", jobs.detail, name="job"),
    path("jobs/<slug:ref>/cancel/", jobs.cancel, name="cancel_job"),
]
