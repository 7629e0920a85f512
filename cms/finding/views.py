"""The search, and the lists of a topic and of an author."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cms.core import listings
from cms.core.doors import door
from cms.core.entrances import for_readers
from cms.core.listings import About
from cms.core.metadata import Head, feed_links
from cms.core.models import Topic
from cms.core.sections import breadcrumb
from cms.finding.asking import PAGE, asked_in
from cms.finding.gathering import NAME, Gathered, named, way_to
from cms.finding.results import results, sheet_of
from sites.answers import kept
from sites.snapshots import LanguageFacts, PortalSnapshot


@for_readers
def search(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts
) -> HttpResponse:
    """Find pages of this portal and language by their words."""
    page = request.GET.get(PAGE, "")
    found = results(portal, facts, asked_in(request.GET.dict()), page=page)
    context = {"results": found, "breadcrumb": _way(portal, facts)}
    response = render(request, "finding/search.html", context)
    # Hits are no content of their own; what they lead to is.
    response["X-Robots-Tag"] = "noindex, follow"
    return response


@kept
@for_readers
def topic(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, slug: str
) -> HttpResponse:
    """List the portal's items on a topic; without any, it has no such page."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    listed = _listed(request, portal, facts, About(topic_id=found.pk))
    title = f"{found.name} – {portal.owner(facts.code).name}"
    address = door(portal, facts.code, "portal_topic", slug)
    head = Head(
        title=found.name,
        summary="",
        url=_numbered(portal, address, listed),
        language=facts.code,
        feeds=feed_links(portal, facts.code, title, "topic_feed", slug),
    )
    feed_url = door(portal, facts.code, "topic_feed", slug, "atom")
    context = {"topic": found, "head": head, "feed_url": feed_url, **listed}
    return render(request, "finding/topic.html", context)


@kept
@for_readers
def author(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, slug: str
) -> HttpResponse:
    """List the items under a pen name.

    Names that differ in their marks share an address: then readers choose. Nothing is
    ever put under a name it does not bear.
    """
    authors = listings.news.get().authors(facts, slug)
    found = named(authors, request.GET.get(NAME, ""))
    if not found:
        raise Http404
    if len(found) > 1:
        ways = [(one, way_to(one)) for one in found]
        choice = {"authors": ways, "breadcrumb": _way(portal, facts)}
        return render(request, "finding/authors.html", choice)
    [one] = found
    listed = _listed(request, portal, facts, About(slug=slug, names=one.spellings))
    address = door(portal, facts.code, "portal_author", slug)
    head = Head(
        title=one.name,
        summary="",
        url=_numbered(portal, address, listed),
        language=facts.code,
        is_hidden=len(authors) > 1,  # the address alone does not say who is meant
    )
    query = f"{way_to(one)}&" if len(authors) > 1 else ""
    context = {"author": one, "head": head, "paginator_query": query, **listed}
    return render(request, "finding/author.html", context)


def _listed(
    request: HttpRequest, portal: PortalSnapshot, facts: LanguageFacts, about: About
) -> dict[str, Any]:
    sheet = sheet_of(Gathered(portal, facts, about), request.GET.get(PAGE, ""))
    items = list(sheet.object_list)
    if not items:
        raise Http404
    way = _way(portal, facts)
    return {"items": items, "paginator_page": sheet, "breadcrumb": way}


def _numbered(portal: PortalSnapshot, address: str, listed: dict[str, Any]) -> str:
    """Return the whole address of this page of a list; the first has no number."""
    number = listed["paginator_page"].number
    return f"{portal.root_url}{address}" + (f"?page={number}" if number > 1 else "")


def _way(portal: PortalSnapshot, facts: LanguageFacts) -> list[Any]:
    return breadcrumb(portal, facts.code, f"{facts.prefix}/")
