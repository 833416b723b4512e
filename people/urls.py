from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("", views.PersonListView.as_view(), name="list"),
    path("<slug:ref>/", views.PersonDetailView.as_view(), name="detail"),
    path("<slug:ref>/edit/", views.PersonEditView.as_view(), name="edit"),
    path("<slug:ref>/history/", views.PersonHistoryView.as_view(), name="history"),
]

#: The tables that names are read with.
spellings = [
    path("", views.VariantListView.as_view(), name="list"),
    path("new/", views.VariantCreateView.as_view(), name="create"),
    path("<slug:ref>/edit/", views.VariantEditView.as_view(), name="edit"),
    path("<slug:ref>/history/", views.VariantHistoryView.as_view(), name="history"),
]
