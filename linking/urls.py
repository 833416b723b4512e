from django.urls import path
from django.views.generic import RedirectView

app_name = "linking"
urlpatterns = [path("", RedirectView.as_view(url="/"), name="list"), path("new/", RedirectView.as_view(url="/"), name="create")]
