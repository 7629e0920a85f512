"""Every request belongs to the house, to one portal, or to nobody."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotFound,
    HttpResponsePermanentRedirect,
)
from django.utils import translation
from django.utils.http import escape_leading_slashes

from sites.directory import directory
from sites.forwarding import Moment, forwarded
from sites.models import PortalStatus
from sites.snapshots import PortalSnapshot

NOBODY = "Không có cổng thông tin nào ở địa chỉ này."
NOTHING = "Không có trang nào ở địa chỉ này."
# Doors of the house that do not exist on a portal's own host.
HOUSE_ONLY = ("/admin/", "/demo/", "/duyet-ngoai/")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PortalMiddleware:
    """Set ``request.portal`` (a snapshot, None in the house) and the language.

    An unknown host gets a plain 404 and never somebody's portal; a second hostname
    leads to the canonical one; a language that the portal does not speak is left to
    the view, which answers 404 in the portal's own dress.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            hostname, port = split_host(request.get_host())
        except DisallowedHost:
            return _nobody()
        in_house = hostname in settings.HOUSE_HOSTS
        portal = (
            directory.portal_at_port(port)
            if in_house
            else directory.portal_at(hostname)
        )
        if portal is not None:
            return self._in_portal(request, portal, hostname)
        if in_house:
            return self._answer(request, None, settings.LANGUAGE_CODE)
        return _nobody()

    def _in_portal(
        self, request: HttpRequest, portal: PortalSnapshot, hostname: str
    ) -> HttpResponseBase:
        if request.path_info.startswith(HOUSE_ONLY):
            return _nobody(NOTHING)
        if hostname not in {portal.hostname, *settings.HOUSE_HOSTS}:
            return self._at_other_host(request, portal)
        return self._answer(request, portal, language_in(request.path_info, portal))

    def _at_other_host(
        self, request: HttpRequest, portal: PortalSnapshot
    ) -> HttpResponseBase:
        """Lead an old address of a second hostname where it belongs, in one step."""
        language = language_in(request.path_info, portal)
        request.portal = portal  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language
        with translation.override(language):
            answer = forwarded(request, portal, Moment.OTHER_HOST)
        return answer or _to_canonical(request, portal)

    def _answer(
        self, request: HttpRequest, portal: PortalSnapshot | None, language: str
    ) -> HttpResponseBase:
        request.portal = portal  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        if portal and portal.status == PortalStatus.TRIAL:
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response


def split_host(host: str) -> tuple[str, int]:
    """Return the name in small letters without a final dot, and the port (0: none)."""
    name, _, port = host.rpartition(":")
    if not port.isdigit():
        name, port = host, "0"
    return name.lower().rstrip("."), int(port)


def language_in(path: str, portal: PortalSnapshot) -> str:
    """Return the language an address is in: its prefix, else the portal's default."""
    prefix = path.split("/", 2)[1]
    facts = portal.language(prefix)
    return facts.code if facts else portal.default_language.code


def _nobody(said: str = NOBODY) -> HttpResponseNotFound:
    return HttpResponseNotFound(said, content_type="text/plain; charset=utf-8")


def _to_canonical(request: HttpRequest, portal: PortalSnapshot) -> HttpResponseBase:
    if request.method not in SAFE_METHODS:
        return _nobody()
    path = escape_leading_slashes(request.get_full_path())
    return HttpResponsePermanentRedirect(f"{portal.root_url}{path}")
