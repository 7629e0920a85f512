"""An item as a sheet to print and as a file to keep."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cms.core.entrances import for_readers
from cms.core.serving import live_page_of, serve_otherwise
from cms.news.keepsakes import file_context, paper_context
from cms.news.models import NewsPage
from sites.answers import kept
from sites.snapshots import LanguageFacts, PortalSnapshot

Draw = Callable[[NewsPage], HttpResponse]


@kept
@for_readers
def print_view(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, code: str
) -> HttpResponse:
    """Show the item as it will stand on paper."""

    def sheet(page: NewsPage) -> HttpResponse:
        context = paper_context(page, portal, facts.code)
        return render(request, "news/print.html", context)

    return _answer(request, facts, code, sheet)


@for_readers
def save_view(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, code: str
) -> HttpResponse:
    """Send the item as one HTML file that needs nothing else."""

    def file(page: NewsPage) -> HttpResponse:
        context = file_context(page, portal, facts.code)
        response = render(request, "news/saved.html", context)
        response["Content-Disposition"] = f'attachment; filename="{page.slug}.html"'
        return response

    return _answer(request, facts, code, file)


def _answer(
    request: HttpRequest, facts: LanguageFacts, code: str, draw: Draw
) -> HttpResponse:
    page = live_page_of(code, facts.home_url_path)
    if not isinstance(page, NewsPage):
        raise Http404
    response = serve_otherwise(page, request, lambda: draw(page))
    response["X-Robots-Tag"] = "noindex"
    return response
