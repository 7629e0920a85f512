"""A sending that is too large is refused before it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MEGABYTE = 1024 * 1024
# Words and the borders between parts, beside the files.
REST = 4 * MEGABYTE
TOO_LARGE = 413


class RefuseLargeSendings:
    """Looks at what a request says of its length, before anybody asks for the form.

    Later is too late: the first who asks for a field reads the whole body into files.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and _is_too_large(request):
            return render(
                request,
                "admin/intake/too_large.html",
                {"limit": settings.SENDING_MAX_MB},
                status=TOO_LARGE,
            )
        return self.get_response(request)


def _is_too_large(request: HttpRequest) -> bool:
    if request.path_info != reverse("intake:send") or not request.user.is_authenticated:
        return False
    said = request.META.get("CONTENT_LENGTH") or ""
    limit = settings.SENDING_MAX_MB * MEGABYTE + REST
    return said.isdecimal() and int(said) > limit
