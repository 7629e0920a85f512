"""What the views of a portal have in common before they begin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sites.models import PortalStatus
from sites.requests import portal_of

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Hand a view its request, its portal and the language of the address.

    404 in the house and for a language without a live home; the default language has no
    prefix, so that one thing has one address. 503 while the portal is suspended.
    """

    @require_safe
    @wraps(view)
    def entered(request: HttpRequest, language: str = "", **kwargs: Any) -> Any:
        portal = portal_of(request)
        facts = portal.language(language) if language else portal.default_language
        if facts is None or not facts.is_live or bool(language) != bool(facts.prefix):
            raise Http404
        if portal.status == PortalStatus.SUSPENDED:
            return render(request, "suspended.html", status=503)
        return view(request, portal, facts, **kwargs)

    return entered
