"""What a page tells search engines, networks and feed readers of itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from cms.core.doors import door
from cms.core.sections import Link
from sites.models import Regime
from sites.snapshots import PortalSnapshot

Thing = dict[str, Any]  # of schema.org
Context = Mapping[str, Any]

FEED_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
LOCALES = {
    "vi": "vi_VN", "en": "en_US", "fr": "fr_FR", "ja": "ja_JP", "ko": "ko_KR",
    "km": "km_KH", "zh-hans": "zh_CN", "zh-hant": "zh_TW",
}  # fmt: skip
# As json_script of Django does: nothing in the data can end the element around it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class FeedLink:
    title: str
    url: str
    media_type: str


@dataclass(frozen=True)
class Head:
    """All of it for one page; addresses are absolute."""

    title: str
    summary: str
    url: str
    language: str
    picture: Any = None  # a Rendition in the size that is handed on
    picture_url: str = ""
    picture_alt: str = ""
    alternates: tuple[tuple[str, str], ...] = ()  # language, address
    feeds: tuple[FeedLink, ...] = ()
    things: tuple[Thing, ...] = ()
    is_hidden: bool = False  # from search engines

    @property
    def article(self) -> Thing:
        """Return the news item among the things, if the page is one."""
        found = (thing for thing in self.things if thing["@type"] == "NewsArticle")
        return next(found, {})

    @property
    def locale(self) -> str:
        """Return the language as Open Graph writes it: “vi_VN”."""
        return LOCALES.get(self.language, self.language)

    @property
    def graph(self) -> SafeString:
        """Return the things as JSON that may stand inside a ``script`` element."""
        graph = {"@context": "https://schema.org", "@graph": list(self.things)}
        text = json.dumps(graph, ensure_ascii=False).translate(ESCAPES)
        return mark_safe(text)  # noqa: S308 - every <, > and & is escaped


def feed_links(
    portal: PortalSnapshot, language: str, title: str, name: str, *args: object
) -> tuple[FeedLink, ...]:
    """Return both formats of a feed, by the name of its address."""
    links = []
    for kind, media_type in FEED_TYPES.items():
        path = door(portal, language, name, *args, kind)
        if path:
            links.append(FeedLink(title, f"{portal.root_url}{path}", media_type))
    return tuple(links)


def moment(value: datetime | None) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


def filled(**values: Any) -> Thing:
    """Return the values that say something, under their names in schema.org."""
    return {key: value for key, value in values.items() if value}


def publisher_id(portal: PortalSnapshot) -> str:
    return f"{portal.root_url}/#don-vi"


def publisher(portal: PortalSnapshot, language: str, *, logo: str = "") -> Thing:
    """Return the portal's owner; bodies of party and people are no government's."""
    owner = portal.owner(language)
    kind = "GovernmentOrganization" if portal.regime == Regime.STATE else "Organization"
    above = filled(name=owner.above)
    address = filled(streetAddress=owner.address)
    return {
        "@type": kind,
        "@id": publisher_id(portal),
        **filled(
            name=owner.name,
            url=f"{portal.root_url}/",
            email=portal.email,
            telephone=portal.phone,
            logo=logo,
            address=address
            and {"@type": "PostalAddress", **address, "addressCountry": "VN"},
            parentOrganization=above and {"@type": "Organization", **above},
        ),
    }


def website(portal: PortalSnapshot, language: str) -> Thing:
    """Return the portal as a site that can be searched."""
    facts = portal.language(language) or portal.default_language
    search = door(portal, language, "portal_search")
    action = search and {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{portal.root_url}{search}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return {
        "@type": "WebSite",
        **filled(
            url=f"{portal.root_url}{facts.prefix}/",
            name=portal.owner(language).name,
            inLanguage=facts.code,
            publisher={"@id": publisher_id(portal)},
            potentialAction=action,
        ),
    }


def breadcrumbs(portal: PortalSnapshot, steps: list[Link], here: Link) -> Thing:
    """Return the way from the home page down to a page, the page included."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.title,
                "item": f"{portal.root_url}{step.url}",
            }
            for position, step in enumerate([*steps, here], start=1)
        ],
    }
