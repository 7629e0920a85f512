"""What stands between a session and the administration, before any view is asked."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from cms.accounts.obstacles import obstacle_for
from sites.requests import portal_or_none

GetResponse = Callable[[HttpRequest], HttpResponseBase]
GUARDED = ("/admin/", "/tai-lieu/", "/-/kho-rieng/")


class AccountDoor:
    """Nobody is logged in on a portal; in the house nobody gets past what is due.

    A session belongs to the house. Carried to a portal, by whatever means, it opens
    nothing there. Only the preview that the house itself draws keeps its person.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        drawn_by_house = getattr(request, "is_dummy", False)  # Wagtail's own mark
        if portal_or_none(request) is not None and not drawn_by_house:
            request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not request.path_info.startswith(GUARDED):
            return None
        if not request.user.is_authenticated:
            return None
        obstacle = obstacle_for(request)
        return obstacle.answer(request) if obstacle else None
