"""Addresses below ``/admin/sua-nhanh/``."""

from django.urls import path

from cms.desk.mending.views import mend

app_name = "mending"

urlpatterns = [path("<int:page_id>/", mend, name="mend")]
