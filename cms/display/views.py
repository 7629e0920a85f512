"""Choosing how pages are shown."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.display.preferences import COOKIE, reading_display
from cms.display.returning import path_before, safe_path
from sites.requests import portal_of

YEAR_SECONDS = 365 * 24 * 3600


# The form stands on pages that are cached for everybody, where no token can be; the
# worst a stranger's form could do is to enlarge somebody's letters.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, language: str = "") -> HttpResponse:
    """Show the form; keep what it sends and lead back to the page it came from."""
    portal = portal_of(request)
    facts = portal.language(language or portal.default_language.code)
    if facts is None:
        raise Http404
    home = f"{facts.prefix}/"
    if request.method != "POST":
        back = path_before(request) or home
        return render(request, "display/form_page.html", {"back": back})
    back = safe_path(request.POST.get("ve", "")) or home
    return _kept(HttpResponseRedirect(back), request)


def _kept(response: HttpResponseRedirect, request: HttpRequest) -> HttpResponse:
    """Write the cookie, or take it away when everything is as usual."""
    response.status_code = 303  # the answer to a form is a page to be got
    value = reading_display(request).changed(request.POST.dict()).value
    if not value:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    response.set_cookie(
        COOKIE,
        value,
        max_age=YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
