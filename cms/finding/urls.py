"""Where readers look for what they do not know the address of."""

from django.urls import re_path

from cms.finding import views

HOUSE = r"^(?:(?P<language>[a-z]{2}(?:-[a-z]+)?)/)?-/"
SLUG = r"(?P<slug>[-a-z0-9]+)"

urlpatterns = [
    re_path(HOUSE + r"tim-kiem/$", views.search, name="portal_search"),
    re_path(f"{HOUSE}chu-de/{SLUG}/$", views.topic, name="portal_topic"),
    re_path(f"{HOUSE}tac-gia/{SLUG}/$", views.author, name="portal_author"),
]
