"""“Sân đình”: the first page of the house, a card per portal."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cms.directory.cards import yard
from cms.pages.views import serve
from sites.requests import portal_or_none

LONGEST_SEARCH = 100


def front(request: HttpRequest) -> HttpResponseBase:
    """Show the directory in the house, the home page on a portal."""
    if portal_or_none(request) is not None:
        return serve(request, "")
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    return render(
        request,
        "directory.html",
        {
            "yard": yard(with_people=settings.DEMO_LOGIN, words=words),
            "words": words,
            "demo": settings.DEMO_LOGIN,
            "ports": bool(settings.PORTAL_PORTS_FROM),
        },
    )
