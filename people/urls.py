from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("", views.PersonListView.as_view(), name="list"),
    path("<slug:ref>/", views.PersonDetailView.as_view(), name="detail"),
    path("<slug:ref>/edit/", views.PersonEditView.as_view(), name="edit"),
    path("<slug:ref>/history/", views.PersonHistoryView.as_view(), name="history"),
]
