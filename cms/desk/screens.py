"""Addresses of the desk's own screens, below ``/admin/duyet/``."""

from django.urls import path

from cms.desk.approval import submitting, views
from cms.desk.work.views import WorkView

app_name = "desk"

urlpatterns = [
    path("", WorkView.as_view(), name="work"),
    path("<int:case>/", views.show_case, name="case"),
    path("<int:case>/ban-doc/", views.read_case, name="reading"),
    path("trinh/<int:page_id>/", submitting.submit, name="submit"),
    path("khan/<int:page_id>/", submitting.in_emergency, name="emergency"),
]
