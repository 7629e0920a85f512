"""What the admin shows of openings, and who gets the files of a portal on trial."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from cms.provisioning.doors import is_shut
from cms.provisioning.models import Opening
from cms.provisioning.permissions import OPENINGS
from cms.provisioning.services.official import OPENED
from cms.provisioning.viewsets import OpeningViewSet

register_permission_policy(Opening, OPENINGS)


@hooks.register("register_admin_viewset")
def screens() -> OpeningViewSet:
    return OpeningViewSet()


@hooks.register("before_serve_document")
def documents_of_trials(document: Any, request: HttpRequest) -> None:
    if is_shut(document, request):
        raise Http404


class PortalOpened(LogFormatter):
    label = gettext_lazy("Open for everybody")

    def format_message(self, log_entry: Any) -> str:
        words = _("Opened as %(hostname)s by decision %(decision)s")
        return words % dict(log_entry.data)


@hooks.register("register_log_actions")
def opening_actions(actions: Any) -> None:
    actions.register_action(OPENED)(PortalOpened)
