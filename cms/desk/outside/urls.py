"""Addresses of the desk's side, below ``/admin/y-kien/``."""

from django.urls import path

from cms.desk.outside import views

app_name = "outside"

urlpatterns = [
    path("<int:case>/", views.consultations, name="consultations"),
    path("thu-hoi/<int:pk>/", views.take_back, name="revoke"),
]
