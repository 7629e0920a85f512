"""Puts the wall (``cms.tenancy.guards``) before the views of the administration."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied

from cms.tenancy.doors import turned_aside
from cms.tenancy.guards import is_shut, may_pass

GetResponse = Callable[[HttpRequest], HttpResponseBase]
ADMIN = "/admin/"


class WallBetweenUnits:
    """Refuses what names another unit's things; keepers of the house pass everywhere.

    Who may only read a page is led from its form to its history. What was stopped is shut
    to everybody, keepers included.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not request.path_info.startswith(ADMIN):
            return None
        person = request.user
        if not person.is_authenticated:
            return None
        if is_shut(request, kwargs) or not self._may_pass(request, kwargs):
            refusal: HttpResponseBase = permission_denied(request)
            return refusal
        return None if person.is_superuser else turned_aside(request, kwargs)

    def _may_pass(self, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        return bool(request.user.is_superuser) or may_pass(request, kwargs)
