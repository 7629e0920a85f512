"""What the answers to readers have in common: one reader's, kept for nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cms.core.doors import door
from cms.core.limits import HOUR
from sites.models import PortalStatus
from sites.requests import language_of, portal_of

TOO_MANY, UNCOUNTED = "too-many", "uncounted"
STATUS_OF_REFUSAL = {"": 200, TOO_MANY: 429, UNCOUNTED: 503}

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Answer on portals that can be read, in the languages they speak."""

    @never_cache
    @wraps(view)
    def answered(
        request: HttpRequest, language: str = "", **kwargs: Any
    ) -> HttpResponse:
        portal = portal_of(request)
        if language and portal.language(language) is None:
            raise Http404
        if portal.status == PortalStatus.SUSPENDED:
            return render(request, "suspended.html", status=503)
        return view(request, **kwargs)

    return answered


def here(request: HttpRequest, name: str, *args: object) -> str:
    """Return the address of a view in the portal and language of the request."""
    return door(portal_of(request), language_of(request), name, *args)


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    told = {
        **context,
        "refused": refused,
        "slips_url": here(request, "portal_slips"),
        "reporter_days": settings.REPORTER_DATA_DAYS,
    }
    code = STATUS_OF_REFUSAL[refused] if refused else status
    response = render(request, template, told, status=code)
    if refused == TOO_MANY:
        response["Retry-After"] = str(HOUR)
    return response
