from django.urls import path

from repatriation import views

app_name = "repatriation"
urlpatterns = [
    path("", views.RepatriationListView.as_view(), name="list"),
    path("new/", views.RepatriationCreateView.as_view(), name="create"),
    path("complete/", views.complete, name="complete"),
    path("advance/", views.advance, name="advance"),
    path("steps/<slug:ref>/block/", views.block, name="block"),
    path("steps/<slug:ref>/unblock/", views.unblock, name="unblock"),
    path("steps/<slug:ref>/undo/", views.undo, name="undo"),
    path("of-victim/<slug:ref>/", views.of_victim, name="of_victim"),
    path("<slug:ref>/", views.RepatriationDetailView.as_view(), name="detail"),
    path("<slug:ref>/edit/", views.RepatriationEditView.as_view(), name="edit"),
    path("<slug:ref>/history/", views.RepatriationHistoryView.as_view(), name="history"),
]
