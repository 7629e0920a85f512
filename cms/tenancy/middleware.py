"""Puts the wall (``cms.tenancy.guards``) before the views of the administration."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied

from cms.tenancy.doors import turned_aside
from cms.tenancy.guards import may_pass

GetResponse = Callable[[HttpRequest], HttpResponseBase]
ADMIN = "/admin/"


class WallBetweenUnits:
    """Refuses what names another unit's things; keepers of the house pass everywhere.

    Who may only read a page is led from its form to its history.
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
        if not person.is_authenticated or person.is_superuser:
            return None
        if may_pass(request, kwargs):
            return turned_aside(request, kwargs)
        refusal: HttpResponseBase = permission_denied(request)
        return refusal
