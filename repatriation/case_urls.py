"""Pages of a case that are about its ways home."""

from django.urls import path

from repatriation import views

urlpatterns = [path("<slug:ref>/ways-home/", views.CaseReturnsView.as_view(), name="case_returns")]
