"""What a page's looks depend on is told to every cache on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from cms.display.preferences import SAVE_DATA
from sites.requests import portal_or_none

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class VaryByDisplay:
    """Name the cookie and ``Save-Data`` in ``Vary`` on every page of a portal."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and portal_or_none(request) is not None:
            patch_vary_headers(response, ("Cookie", SAVE_DATA))
        return response
