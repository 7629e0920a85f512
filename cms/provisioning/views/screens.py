"""What the screens of this room share."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.provisioning.models import Opening
from cms.provisioning.permissions import OPENINGS, openings_of
from cms.provisioning.services.drafts import StaleError
from cms.users.models import User

INDEX = "openings:index"


def viewer_of(request: HttpRequest) -> User:
    """Return who asks; the door has let nobody in who is not known."""
    user: User = request.user  # type: ignore[assignment]
    return user


class OpeningScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen about one opening of one's own; to everybody else there is none."""

    model = Opening
    permission_policy = OPENINGS
    permission_required = "change"
    header_icon = "site"
    _show_breadcrumbs = True
    request: HttpRequest

    @cached_property
    def opening(self) -> Opening:
        found: Opening = get_object_or_404(
            openings_of(viewer_of(self.request)),
            pk=self.kwargs["pk"],
        )
        return found

    def get_page_title(self) -> str:
        return str(self.opening)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(INDEX), "label": _("Opening portals")},
            {"url": "", "label": self.get_page_title()},
        ]

    def told_version(self) -> int:
        """Return the version of the draft that the sent form was drawn from."""
        told = self.request.POST.get("version", "")
        return int(told) if told.isdecimal() and len(told) < 9 else -1  # noqa: PLR2004

    def say_stale(self, fault: StaleError) -> None:
        held = fault.opening
        messages.warning(
            self.request,
            _(
                "%(person)s wrote in this at %(time)s. Nothing of yours was written yet: "
                "look it over and save again."
            )
            % {
                "person": held.changed_by,
                "time": f"{held.changed_at:%H:%M}",
            },
        )
