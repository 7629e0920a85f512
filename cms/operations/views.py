"""Answers of the house itself: alive, not found, not available."""

import logging
import posixpath
import sys

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import permission_denied
from django.views.static import serve

from cms.alerts.showing import remembered
from media_library.places import PRIVATE
from sites.directory import directory
from sites.forwarding import Moment, forwarded
from sites.middleware import language_in, split_host
from sites.requests import portal_or_none
from sites.snapshots import PortalSnapshot

logger = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "10"
KEPT_BACK = ("documents/", "wagtail_uploads/", PRIVATE)  # the first two are Wagtail's


def alive(request: HttpRequest) -> HttpResponse:
    """Tell a supervisor that the process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


def stored_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand a file out of the store, as the web server in front does in production.

    Not documents and what is private: who may have one is asked at its own address.
    """
    if posixpath.normpath(path).lstrip("/").startswith(KEPT_BACK):
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


def not_found(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponseBase:
    """Answer 404 in the portal's own dress; in the house, in the house's.

    An old address that somebody has written down leads on instead.
    """
    portal = portal_or_none(request)
    led = forwarded(request, portal, Moment.NOTHING) if portal else None
    if led is not None:
        return led
    return render(request, "404.html", status=404)


def refused(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponseBase:
    """Answer 403 in the portal's own dress; in the house as Django does."""
    if portal_or_none(request) is None:
        return permission_denied(request, exception)  # type: ignore[arg-type]
    return render(request, "refused.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a form that came without its token: an old page, or not one of ours."""
    if portal_or_none(request) is None:
        return csrf_failure(request, reason)
    return render(request, "refused.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, 500 for anything else.

    The templates ask nothing of anyone: whatever failed may fail again. Warnings of the
    public are those that this process remembers (ADR 0047).
    """
    fault = sys.exc_info()[1]
    if isinstance(fault, OperationalError | InterfaceError):
        logger.error("database unavailable", extra={"event": "database_unavailable"})
        response = _outage(request, "503.html", status=503)
        response["Retry-After"] = RETRY_AFTER_SECONDS
        response["Cache-Control"] = "no-store"
        return response
    return _outage(request, "500.html", status=500)


def _outage(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    portal = portal_or_none(request) or _portal_last_known(request)
    if portal is None:
        return HttpResponse(get_template(template).render(), status=status)
    with translation.override(language_in(request.path_info, portal)):
        words = get_template(template).render({"alerts": remembered(portal)})
    return HttpResponse(words, status=status)


def _portal_last_known(request: HttpRequest) -> PortalSnapshot | None:
    """Return whose address this is where nobody could be asked."""
    try:
        hostname, _port = split_host(request.get_host())
    except DisallowedHost:
        return None
    return directory.remembered_at(hostname)
