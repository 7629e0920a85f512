"""What the pages of this room have in common: rights first, refusals in words."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import BasePermissionPolicy

from cms.addresses.permissions import RULES

Crumb = dict[str, Any]
UNPROCESSABLE = 422


class RoomPage(WagtailAdminTemplateMixin):
    """A page for whoever may do something here."""

    policy: ClassVar[BasePermissionPolicy] = RULES
    actions: ClassVar[tuple[str, ...]] = ("add",)
    title: ClassVar[str | Promise] = ""
    header_icon = "redirect"
    request: HttpRequest

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not self.policy.user_has_any_permission(request.user, self.actions):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_page_title(self) -> str:
        return str(self.title)

    def get_breadcrumbs_items(self) -> list[Crumb]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("addresses:index"), "label": _("Old addresses")},
            {"url": "", "label": self.get_page_title()},
        ]
