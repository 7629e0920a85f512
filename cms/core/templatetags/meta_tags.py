"""``{% page_head as head %}``: what a page tells machines, put together once."""

from dataclasses import replace
from typing import Any

from django import template
from django.template import Context

from cms.core import metadata
from cms.core.metadata import FeedLink, Head, Thing
from cms.core.models import BasePage
from cms.core.sections import Link
from cms.core.serving import short_code
from media_library.sharing import address_at, shared_picture
from sites.requests import language_of, portal_or_none
from sites.snapshots import PortalSnapshot

register = template.Library()


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> Head | None:
    """Return the head of a page of the tree, or of a view that gave one.

    None in the house and where there is neither: such a page is for nobody's index.
    """
    request = context.get("request")
    portal = portal_or_none(request)
    if portal is None or request is None:
        return None
    language = language_of(request)
    page, given = context.get("page"), context.get("head")
    if isinstance(given, Head):
        return _of_portal(given, portal, language)
    if isinstance(page, BasePage):
        return _of_portal(_of_page(page, context, portal, language), portal, language)
    return None


def _of_portal(head: Head, portal: PortalSnapshot, language: str) -> Head:
    """Add what every page of a portal tells: its owner and its feed."""
    own = metadata.feed_links(
        portal, language, portal.owner(language).name, "portal_feed"
    )
    owner = metadata.publisher(portal, language)
    return replace(head, feeds=(*head.feeds, *own), things=(*head.things, owner))


def _of_page(
    page: BasePage, context: Context, portal: PortalSnapshot, language: str
) -> Head:
    url = _numbered(page.full_url or "", context)
    image = page.picture_to_share
    picture = shared_picture(image)
    head = Head(
        title=page.social_title or page.title,
        summary=page.search_description or page.summary,
        url=url,
        language=language,
        picture=picture,
        picture_url=address_at(portal.root_url, picture) if picture else "",
        picture_alt=image.alt_in(language) if picture else "",
        alternates=_alternates(context, portal),
        feeds=_feeds(page, portal, language),
        is_hidden=bool(getattr(context.get("narrowing"), "is_active", False)),
    )
    return replace(head, things=tuple(_things(page, head, context, portal, language)))


def _numbered(url: str, context: Context) -> str:
    """Return the address of this page of a list; the first has no number."""
    number = getattr(context.get("paginator_page"), "number", 1)
    return f"{url}?page={number}" if number > 1 else url


def _alternates(
    context: Context, portal: PortalSnapshot
) -> tuple[tuple[str, str], ...]:
    """Return the page in every language it is live in, if there is more than one."""
    languages: Any = getattr(context.get("portal"), "languages", [])
    links = [link for link in languages if link.is_current or link.is_translation]
    if len(links) < 2:  # noqa: PLR2004 - a page is no alternative to itself
        return ()
    default = portal.default_language.code
    named = [(link.code, f"{portal.root_url}{link.url}") for link in links]
    fallback = [("x-default", url) for code, url in named if code == default]
    return (*named, *fallback)


def _feeds(
    page: BasePage, portal: PortalSnapshot, language: str
) -> tuple[FeedLink, ...]:
    """Return the feeds of the page's own, as a section of news has them."""
    code = short_code(page) if getattr(page, "lists", "") == "news" else ""
    if not code:
        return ()
    title = f"{page.title} – {portal.owner(language).name}"
    return metadata.feed_links(portal, language, title, "section_feed", code)


def _things(
    page: BasePage,
    head: Head,
    context: Context,
    portal: PortalSnapshot,
    language: str,
) -> list[Thing]:
    things = page.things(head, _known(context), portal)
    steps = context.get("breadcrumb")
    if steps:
        here = Link(page.title, page.address(portal) or "")
        things.append(metadata.breadcrumbs(portal, steps, here))
    if page.pk in {facts.home_id for facts in portal.languages}:
        things.append(metadata.website(portal, language))
    return things


def _known(context: Context) -> dict[str, Any]:
    """Return what the template knows, by name."""
    return {str(name): value for name, value in context.flatten().items()}
