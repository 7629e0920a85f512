"""Answers of the house itself: alive, not found, not available."""

import logging
import posixpath
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.views.static import serve

from media_library.places import PRIVATE
from sites.forwarding import Moment, forwarded
from sites.requests import portal_or_none

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


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, 500 for anything else.

    The templates ask nothing of anyone: whatever failed may fail again.
    """
    fault = sys.exc_info()[1]
    if isinstance(fault, OperationalError | InterfaceError):
        logger.error("database unavailable", extra={"event": "database_unavailable"})
        return HttpResponse(
            get_template("503.html").render(),
            status=503,
            headers={"Retry-After": RETRY_AFTER_SECONDS, "Cache-Control": "no-store"},
        )
    return HttpResponse(get_template("500.html").render(), status=500)
