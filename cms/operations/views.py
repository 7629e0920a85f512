"""Answers of the house itself: alive, not found, not available."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

logger = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "10"


def alive(request: HttpRequest) -> HttpResponse:
    """Tell a supervisor that the process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 in the portal's own dress; in the house, in the house's."""
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
