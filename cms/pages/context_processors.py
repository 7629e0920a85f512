"""What every template of a portal knows: the owner, the menus, the languages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.core.doors import door
from cms.core.following import Way, ways_of_portal
from cms.core.sections import Link
from cms.pages.heritage import successors
from cms.pages.navigation import links, menu
from media_library.models import Image
from sites.models import MenuPlace, PortalStatus
from sites.requests import language_of, portal_or_none
from sites.snapshots import OwnerFacts, PortalSnapshot


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool
    is_translation: bool = False  # leads to this very page in another language


@dataclass(frozen=True)
class PortalView:
    """The portal in one language, as masthead, footer and marks show it."""

    code: str
    name: str
    theme: str
    style: str
    status: str
    email: str
    phone: str
    has_accent: bool
    emblem: Image | None
    masthead: Image | None
    owner: OwnerFacts
    languages: list[LanguageLink]
    home_url: str
    search_url: str
    sitemap_url: str
    ways: list[Way]  # to follow the portal
    today: date
    links: list[Link]
    footer_menu: list[Link]
    successor: list[Link]
    historic_name: str
    valid_to: date | None


def portal_page(request: HttpRequest) -> dict[str, Any]:
    """Return ``portal`` and ``navigation`` on a portal's host, nothing in the house."""
    portal = portal_or_none(request)
    if portal is None:
        return {}
    language = language_of(request)
    return {
        "portal": _view(portal, language, request),
        "navigation": menu(portal, language, request.path_info),
    }


def _view(portal: PortalSnapshot, language: str, request: HttpRequest) -> PortalView:
    owner = portal.owner(language)
    facts = portal.language(language) or portal.default_language
    frozen = portal.status == PortalStatus.FROZEN
    return PortalView(
        code=portal.code,
        name=owner.name or portal.unit_name,
        theme=portal.theme,
        style=portal.style,
        status=portal.status,
        email=portal.email,
        phone=portal.phone,
        has_accent=any(portal.accents),
        emblem=_picture(portal, "emblem", portal.emblem_id),
        masthead=_picture(portal, "masthead", portal.masthead_id),
        owner=owner,
        languages=_languages(portal, language, request),
        home_url=f"{facts.prefix}/",
        search_url=door(portal, facts.code, "portal_search"),
        sitemap_url=door(portal, facts.code, "portal_sitemap_page"),
        ways=ways_of_portal(portal, facts.code),
        today=timezone.localdate(),
        links=links(portal, language, MenuPlace.LINKS),
        footer_menu=links(portal, language, MenuPlace.FOOTER),
        successor=successors(portal) if frozen else [],
        historic_name=portal.unit_name if frozen else "",
        valid_to=portal.valid_to,
    )


def _picture(portal: PortalSnapshot, name: str, image_id: int | None) -> Image | None:
    if image_id is None:
        return None
    key = ("picture", name)
    if key not in portal.memo:
        portal.memo[key] = Image.objects.filter(pk=image_id).first()
    picture: Image | None = portal.memo[key]
    return picture


def _languages(
    portal: PortalSnapshot, language: str, request: HttpRequest
) -> list[LanguageLink]:
    """Return the languages to switch to.

    The page's own translation where it is live, else that language's home.
    """
    spoken = [facts for facts in portal.languages if facts.is_live]
    if len(spoken) < 2:  # noqa: PLR2004 - a switch needs two
        return []
    translated = _translations(portal, request)
    return [
        LanguageLink(
            facts.code,
            facts.name,
            translated.get(facts.locale_id) or f"{facts.prefix}/",
            facts.code == language,
            facts.code != language and bool(translated.get(facts.locale_id)),
        )
        for facts in spoken
    ]


def _translations(portal: PortalSnapshot, request: HttpRequest) -> dict[int, str]:
    route = getattr(request, "_wagtail_route_for_request", None)
    if route is None:
        return {}
    rows = Page.objects.filter(
        translation_key=route[0].translation_key, live=True
    ).values_list("locale_id", "url_path")
    return {locale: portal.address_of(url_path) or "" for locale, url_path in rows}
