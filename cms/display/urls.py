"""The address at which readers choose how pages are shown."""

from django.urls import re_path

from cms.display import views

urlpatterns = [
    re_path(
        r"^(?:(?P<language>[a-z]{2}(?:-[a-z]+)?)/)?-/hien-thi/$",
        views.choose,
        name="display",
    )
]
