"""Two rooms of one app: `/recruiters/` and `/syndicates/`."""

from django.urls import path
from django.views.generic import RedirectView

recruiters = [path("", RedirectView.as_view(url="/"), name="list")]
syndicates = [path("", RedirectView.as_view(url="/"), name="list")]
