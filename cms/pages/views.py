"""Entrances of a portal: its pages and its permanent short addresses."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from wagtail.models import Page, Site
from wagtail.views import serve as serve_found_page

from cms.core.entrances import for_readers
from cms.core.former import present_url_path
from cms.core.models import BasePage, EditorialRecord
from cms.core.restrictions import outside_trials
from cms.core.serving import live_page_at
from cms.pages.sitemap import sitemap_of
from sites.addresses import address_of
from sites.answers import kept
from sites.forwarding import Moment, forwarded
from sites.models import PortalStatus
from sites.requests import language_of, portal_of
from sites.snapshots import LanguageFacts, PortalSnapshot
from sites.theming import own_tokens

REMEMBERED_SECONDS = 3600


@kept
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the live page at an address.

    One query finds the page by its whole path; Wagtail's own routing walks the tree
    level by level. Restrictions and hooks stay Wagtail's.
    """
    portal = portal_of(request)
    if portal.status == PortalStatus.SUSPENDED:
        return render(request, "suspended.html", status=503)
    if request.GET:
        answer = forwarded(request, portal, Moment.QUESTION)
        if answer is not None:
            return answer
    page = _live_page(portal, language_of(request), path)
    if page is None:
        return _to_present_address(request, portal, path)
    request._wagtail_site = _site(portal)  # type: ignore[attr-defined]
    request._wagtail_route_for_request = (page, (), {})  # type: ignore[attr-defined]
    response: HttpResponseBase = serve_found_page(request, path)
    return response


def _live_page(portal: PortalSnapshot, language: str, path: str) -> BasePage | None:
    url_path = _in_tree(portal, language, path)
    return live_page_at(url_path) if url_path else None


def _in_tree(portal: PortalSnapshot, language: str, path: str) -> str | None:
    """Return the ``url_path`` of what is asked for."""
    facts = portal.language(language)
    if facts is None:
        return None
    inside = f"/{path}".removeprefix(facts.prefix).removeprefix("/")
    return facts.home_url_path + inside


def _to_present_address(
    request: HttpRequest, portal: PortalSnapshot, path: str
) -> HttpResponse:
    """Lead a former address to where its page is now.

    Browsers may remember that for an hour: the address can be given to another page.
    """
    wanted = _in_tree(portal, language_of(request), path)
    url_path = present_url_path(wanted) if wanted else None
    address = address_of(url_path, portal) if url_path else None
    if address is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    patch_cache_control(response, max_age=REMEMBERED_SECONDS)
    return response


def _site(portal: PortalSnapshot) -> Site:
    """Return the site as Wagtail expects it on a request, without asking for it."""
    return Site(
        pk=portal.site_id,
        hostname=portal.hostname,
        root_page_id=portal.default_language.home_id,
    )


def short_address(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
    """Lead a permanent short address to where the item is now."""
    portal = portal_of(request)
    facts = portal.language(language or portal.default_language.code)
    record = EditorialRecord.objects.filter(code=code.lower()).first()
    if facts is None or record is None:
        raise Http404
    pages = Page.objects.filter(
        translation_key=record.translation_key, locale=facts.locale_id, live=True
    )
    page = outside_trials(pages).first()
    address = page and page.specific.address(portal)
    if not address:
        raise Http404
    return HttpResponsePermanentRedirect(address)


@kept
@for_readers
def sitemap_page(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts
) -> HttpResponse:
    """Show readers all sections and pages of text of the portal in one language."""
    places = sitemap_of(portal, facts.code)
    return render(request, "pages/sitemap_page.html", {"places": places})


@kept
def accent(request: HttpRequest) -> HttpResponse:
    """Return the portal's own accent as a style sheet.

    A strict content security policy leaves no room for it in the page.
    """
    portal = portal_of(request)
    if not any(portal.accents):
        raise Http404
    return render(
        request,
        "accent.css",
        {"schemes": own_tokens(*portal.accents)},
        content_type="text/css; charset=utf-8",
    )
