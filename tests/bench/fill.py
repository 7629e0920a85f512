"""Fills one database of ours, as a process of its own, and tells what to ask for.

``python -m tests.bench.fill ARTICLES PORTALS`` brings the first portal to so many
articles and the house to so many portals, and writes the addresses as JSON.
"""

import json
import sys
from collections.abc import Iterable

import django

django.setup()

from django.conf import settings  # noqa: E402 - models need the set-up above
from django.db import connection  # noqa: E402

from cms.news.models import NewsPage  # noqa: E402
from cms.pages.models import SectionPage  # noqa: E402
from media_library.models import Image  # noqa: E402
from sites.models import Portal  # noqa: E402
from tests.bench.plan import Plan  # noqa: E402
from tests.factories.bulk import make_articles, make_portals  # noqa: E402
from tests.factories.media import ImageFactory  # noqa: E402

COLOURS = ("firebrick", "darkgreen", "navy", "goldenrod", "purple", "teal")
SAMPLE = 50


def main(articles: int, portals: int) -> None:
    pictures = list(Image.objects.all()) or [
        ImageFactory.create(colour=colour, size=(1600, 1000)) for colour in COLOURS
    ]
    for portal in make_portals(portals - Portal.objects.count(), port=settings.PORT):
        make_articles(_section(portal), Plan(1).few_articles, pictures=pictures)
    first = Portal.objects.order_by("pk")[0]
    missing = articles - _articles(first).count()
    make_articles(_section(first), missing, pictures=pictures)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sys.stdout.write(json.dumps(_targets()))


def _targets() -> dict[str, list[tuple[str, str]]]:
    """Return what to ask for: of one portal, else of all but the first."""
    portals = list(Portal.objects.select_related("site__root_page").order_by("pk"))
    others = portals[1:] or portals
    each = 1 if len(others) > 1 else SAMPLE
    return {
        "home": [(_host(portal), "/") for portal in others],
        "section": [
            (_host(portal), _path(portal, _section(portal))) for portal in others
        ],
        "article": [
            (_host(portal), _path(portal, article))
            for portal in others
            for article in _spread(list(_articles(portal)), each)
        ],
    }


def _spread(articles: list[NewsPage], number: int) -> Iterable[NewsPage]:
    return articles[:: max(1, len(articles) // number)][:number]


def _section(portal: Portal) -> SectionPage:
    below = SectionPage.objects.filter(
        url_path__startswith=portal.site.root_page.url_path
    )
    section: SectionPage = below.order_by("path")[0]
    return section


def _articles(portal: Portal) -> "django.db.models.QuerySet[NewsPage]":
    pages: django.db.models.QuerySet[NewsPage] = NewsPage.objects.filter(
        url_path__startswith=portal.site.root_page.url_path
    )
    return pages.order_by("path")


def _host(portal: Portal) -> str:
    return f"{portal.site.hostname}:{settings.PORT}"


def _path(portal: Portal, page: SectionPage | NewsPage) -> str:
    """Return the address inside the portal's default language, which has no prefix."""
    return f"/{page.url_path.removeprefix(portal.site.root_page.url_path)}"


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
