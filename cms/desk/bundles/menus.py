"""The way to the screen, for those who may change items somewhere."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.desk.permissions import may_change_items


class BundlesItem(MenuItem):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            _("Published together"),
            reverse_lazy("bundles:index"),
            name="bundles",
            icon_name="folder-inverse",
            order=115,
            **kwargs,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_change_items(request.user)
