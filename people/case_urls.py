"""Pages of a case that are about its people."""

from django.urls import path

from people import views

urlpatterns = [path("<slug:ref>/people/", views.CasePeopleView.as_view(), name="case_people")]
