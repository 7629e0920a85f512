"""“Hộp thư”: every letter of the demonstration, in the house only."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.demo.post import letter_of, letters
from cms.pages.views import serve
from sites.requests import portal_or_none


@require_safe
def inbox(request: HttpRequest) -> HttpResponseBase:
    """List the letters; on a portal the address is one like any other."""
    if portal_or_none(request) is not None:
        return serve(request, request.path_info.lstrip("/"))
    return render(request, "demo/inbox.html", {"letters": letters()})


@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show one letter as text."""
    if portal_or_none(request) is not None:
        return serve(request, request.path_info.lstrip("/"))
    found = letter_of(key)
    if found is None:
        raise Http404
    return render(request, "demo/letter.html", {"letter": found})
