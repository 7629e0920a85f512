"""What a reader's page may cost in queries, whatever the size of the house.

With the process's memory filled and no page cache. The sizes are those of the promise:
10 and 10,000 articles, 1 and 200 portals, and 1,000 portals after a site was saved.
Runs at a tenth of the size except by ``make proof``.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from media_library.models import Image
from sites.directory import directory
from sites.models import Portal
from tests.factories.bulk import make_articles, make_portals
from tests.factories.media import ImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.proof]

ARTICLE, HOME, LISTING = 8, 15, 12
AFTER_SITE_SAVED = 15


def pictures() -> list[Image]:
    return [ImageFactory.create(size=(720, 480)) for _number in range(3)]


def first_section(portal: Portal) -> SectionPage:
    home = Page.objects.get(pk=portal.site.root_page_id)
    section: SectionPage = SectionPage.objects.child_of(home).order_by("path")[0]
    return section


def path_of(page: Page, portal: Portal) -> str:
    path: str = page.url_path
    return path.removeprefix(portal.site.root_page.url_path)


def queries(portal: Portal, path: str) -> int:
    client = Client(headers={"host": portal.site.hostname})
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(f"/{path}")
    assert response.status_code == 200
    return len(asked)


def warm_queries(portal: Portal, path: str) -> int:
    """Return the cost once everything that is remembered has been asked for."""
    queries(portal, path)
    return queries(portal, path)


@pytest.mark.parametrize("articles", [10, 10_000])
def test_the_number_of_articles_costs_nothing(
    articles: int, proof_size: Callable[[int], int]
) -> None:
    [portal] = make_portals(1)
    section = first_section(portal)
    number = proof_size(articles) if articles > 10 else articles
    make_articles(section, number, pictures=pictures())
    article = NewsPage.objects.child_of(section).order_by("-pk")[0]

    assert warm_queries(portal, path_of(article, portal)) <= ARTICLE
    assert warm_queries(portal, "") <= HOME
    assert warm_queries(portal, path_of(section, portal)) <= LISTING


@pytest.mark.parametrize("portals", [1, 200])
def test_the_number_of_portals_costs_nothing(
    portals: int, proof_size: Callable[[int], int]
) -> None:
    house = make_portals(proof_size(portals) if portals > 1 else portals)
    portal = house[-1]
    section = first_section(portal)
    make_articles(section, 12, pictures=pictures())
    article = NewsPage.objects.child_of(section).order_by("-pk")[0]

    assert warm_queries(portal, path_of(article, portal)) <= ARTICLE
    assert warm_queries(portal, "") <= HOME
    assert warm_queries(portal, path_of(section, portal)) <= LISTING


def test_a_saved_site_costs_the_next_reader_little(
    proof_size: Callable[[int], int],
) -> None:
    house = make_portals(proof_size(1_000))
    portal = house[-1]
    section = first_section(portal)
    make_articles(section, 12, pictures=pictures())
    article = NewsPage.objects.child_of(section).order_by("-pk")[0]
    warm_queries(portal, path_of(article, portal))

    for saved in (house[0], portal):
        Site.objects.get(pk=saved.site_id).save()
        directory.forget()
        assert queries(portal, path_of(article, portal)) <= AFTER_SITE_SAVED
