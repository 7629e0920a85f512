"""Addresses below ``/admin/gom-dang/``."""

from django.urls import path

from cms.desk.bundles import views

app_name = "bundles"

urlpatterns = [
    path("", views.bundles, name="index"),
    path("<int:pk>/giai-tan/", views.dissolve, name="dissolve"),
    path("roi/<int:case>/", views.leave, name="leave"),
]
