"""The one page here that needs no account. It stands before Wagtail's own addresses."""

from django.urls import URLPattern, path

from cms.members.views.acceptance import accept

urlpatterns: list[URLPattern] = [
    path("loi-moi/<str:token>/", accept, name="members_accept"),
]
