"""An item as a sheet to print and as a file to keep."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cms.core.serving import live_page_of, serve_otherwise
from cms.news.keepsakes import file_context, paper_context
from cms.news.models import NewsPage
from sites.answers import kept
from sites.models import PortalStatus
from sites.requests import language_of, portal_of

View = Callable[[HttpRequest, NewsPage], HttpResponse]


@kept
def print_view(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
    """Show the item as it will stand on paper."""
    return _answer(request, code, language, _sheet)


def save_view(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
    """Send the item as one HTML file that needs nothing else."""
    return _answer(request, code, language, _file)


def _answer(request: HttpRequest, code: str, language: str, view: View) -> HttpResponse:
    if portal_of(request).status == PortalStatus.SUSPENDED:
        return render(request, "suspended.html", status=503)
    page = _item(request, code, language)
    response = serve_otherwise(page, request, lambda: view(request, page))
    response["X-Robots-Tag"] = "noindex"
    return response


def _item(request: HttpRequest, code: str, language: str) -> NewsPage:
    portal = portal_of(request)
    facts = portal.language(language or portal.default_language.code)
    page = live_page_of(code, facts.home_url_path) if facts else None
    if not isinstance(page, NewsPage):
        raise Http404
    return page


def _sheet(request: HttpRequest, page: NewsPage) -> HttpResponse:
    context = paper_context(page, portal_of(request), language_of(request))
    return render(request, "news/print.html", context)


def _file(request: HttpRequest, page: NewsPage) -> HttpResponse:
    context = file_context(page, portal_of(request), language_of(request))
    response = render(request, "news/saved.html", context)
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.html"'
    return response
