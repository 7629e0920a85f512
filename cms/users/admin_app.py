"""Wagtail's user administration with the fields of our own user."""

from wagtail.users.apps import WagtailUsersAppConfig


class WagtailUsers(WagtailUsersAppConfig):
    user_viewset = "cms.users.viewsets.UserViewSet"
