"""“Sân đình”: the first page of the house, a card per portal."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cms.directory.cards import provinces
from cms.pages.views import serve
from sites.requests import portal_or_none


def front(request: HttpRequest) -> HttpResponseBase:
    """Show the directory in the house, the home page on a portal."""
    if portal_or_none(request) is not None:
        return serve(request, "")
    return render(
        request,
        "directory.html",
        {
            "provinces": provinces(with_people=settings.DEMO_LOGIN),
            "demo": settings.DEMO_LOGIN,
            "ports": bool(settings.PORTAL_PORTS_FROM),
        },
    )
