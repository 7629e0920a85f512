"""Site maps and robots.txt, checked against their schemas and by a robot's own parser."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from protego import Protego
from wagtail.models import PageViewRestriction

from cms.feeds import places
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from sites.models import PortalStatus
from sites.services import change_status
from tests.factories.bulk import make_articles, make_portals
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "vhtt.localhost"
BASE = "http://vhtt.localhost"
BUDGET = 6
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("sitemap.xsd")))
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def document(reader: Reader, path: str, host: str = HOST) -> Any:
    response = reader.get(host, path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    found = etree.fromstring(response.content)
    SCHEMA.assertValid(found)
    return found


def texts(found: Any, xpath: str) -> list[str]:
    return [str(text) for text in found.xpath(xpath, namespaces=NAMES)]


def test_the_index_names_every_file(
    living: Living, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = document(reader, "/sitemap.xml")
    assert texts(index, "//s:loc/text()") == [
        f"{BASE}/sitemap-1.xml",
        f"{BASE}/sitemap-news.xml",
    ]
    monkeypatch.setattr(places, "PAGES", 2)
    index = document(reader, "/sitemap.xml")
    names = texts(index, "//s:loc/text()")
    found = [
        loc
        for name in names[:-1]
        for loc in texts(
            document(reader, name.removeprefix(BASE)), "//s:url/s:loc/text()"
        )
    ]
    assert len(names) == 3
    assert sorted(found) == sorted(
        [f"{BASE}/", f"{BASE}/van-hoa/", f"{BASE}/the-thao/", f"{BASE}/en/"]
    )


def test_a_page_tells_its_change_and_its_picture(
    item: NewsPage, reader: Reader
) -> None:
    pages = document(reader, "/sitemap-1.xml")
    place = f"//s:url[s:loc='{BASE}/le-hoi/{item.slug}/']"
    [changed] = texts(pages, f"{place}/s:lastmod/text()")
    assert datetime.fromisoformat(changed) == item.last_published_at.replace(
        microsecond=0
    )
    [picture] = texts(pages, f"{place}/i:image/i:loc/text()")
    assert picture.startswith(f"{BASE}/media/images/")
    assert picture.endswith(".jpg")
    assert texts(pages, f"{place}/x:link/@href") == []


def test_languages_name_one_another(living: Living, reader: Reader) -> None:
    pages = document(reader, "/sitemap-1.xml")
    for loc in (f"{BASE}/", f"{BASE}/en/"):
        place = f"//s:url[s:loc='{loc}']/x:link"
        languages = texts(pages, f"{place}/@hreflang")
        addresses = texts(pages, f"{place}/@href")
        assert dict(zip(languages, addresses, strict=True)) == {
            "vi": f"{BASE}/",
            "en": f"{BASE}/en/",
        }
    assert texts(pages, f"//s:url[s:loc='{BASE}/van-hoa/']/x:link/@href") == []


def test_drafts_restricted_pages_and_other_portals_are_left_out(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    other = living_portal(host="khac.localhost")
    NewsPageFactory.create(parent=other.section)
    NewsPageFactory.create(parent=living.section, draft=True)
    PageViewRestriction.objects.create(
        page=living.section, restriction_type=PageViewRestriction.LOGIN
    )
    found = texts(document(reader, "/sitemap-1.xml"), "//s:url/s:loc/text()")
    assert sorted(found) == sorted(
        [
            f"{BASE}/",
            f"{BASE}/en/",
            f"{BASE}/the-thao/",
            f"{BASE}/le-hoi/",
            f"{BASE}/le-hoi/{item.slug}/",
        ]
    )


def test_a_file_that_is_not_there(living: Living, reader: Reader) -> None:
    assert reader.get(HOST, "/sitemap-2.xml").status_code == 404
    assert reader.get(HOST, "/sitemap-0.xml").status_code == 404
    assert reader.get("localhost", "/sitemap.xml").status_code == 404


def test_the_news_of_two_days(
    living: Living, section: SectionPage, reader: Reader
) -> None:
    now = timezone.now()
    fresh = NewsPageFactory.create(
        parent=section, title="Sáng nay & chiều nay", published_at=now
    )
    NewsPageFactory.create(parent=section, published_at=now - timedelta(hours=49))
    news = document(reader, "/sitemap-news.xml")
    assert texts(news, "//s:loc/text()") == [f"{BASE}/le-hoi/{fresh.slug}/"]
    assert texts(news, "//n:title/text()") == ["Sáng nay & chiều nay"]
    assert texts(news, "//n:publication/n:name/text()") == [f"{living.unit.name} (vi)"]
    assert texts(news, "//n:publication/n:language/text()") == ["vi"]
    [published] = texts(news, "//n:publication_date/text()")
    assert datetime.fromisoformat(published) == now.astimezone(UTC).replace(
        microsecond=0
    )


@pytest.mark.parametrize("articles", [10, 200])
def test_the_number_of_pages_costs_nothing(articles: int, reader: Reader) -> None:
    [portal] = make_portals(1)
    section = SectionPage.objects.child_of(portal.site.root_page).order_by("path")[0]
    pictures = [ImageFactory.create(size=(720, 480)) for _number in range(3)]
    make_articles(section, articles, pictures=pictures)
    costs = {}
    for path in ("/sitemap.xml", "/sitemap-1.xml", "/sitemap-news.xml"):
        reader.client.get(path, headers={"host": portal.site.hostname})
        with CaptureQueriesContext(connection) as asked:
            reader.client.get(path, headers={"host": portal.site.hostname})
        costs[path] = len(asked)
    assert costs == {"/sitemap.xml": 1, "/sitemap-1.xml": 2, "/sitemap-news.xml": 4}
    assert max(costs.values()) <= BUDGET


def rules(reader: Reader, host: str) -> Protego:
    response = reader.get(host, "/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return Protego.parse(response.content.decode())


def test_robots_may_read_an_open_portal(living: Living, reader: Reader) -> None:
    robots = rules(reader, HOST)
    assert list(robots.sitemaps) == [f"{BASE}/sitemap.xml"]
    for path in ("/", "/van-hoa/", "/van-hoa/?page=2", "/-/tin.atom", "/media/a.jpg"):
        assert robots.can_fetch(f"{BASE}{path}", "Googlebot"), path
    assert not robots.can_fetch(f"{BASE}/api/v1/pages/", "Googlebot")


@pytest.mark.parametrize("status", [PortalStatus.TRIAL, PortalStatus.SUSPENDED])
def test_robots_stay_outside_a_portal_that_is_not_open(
    status: PortalStatus, living: Living, reader: Reader
) -> None:
    change_status(portal=living.portal, status=status)
    robots = rules(reader, HOST)
    assert not robots.can_fetch(f"{BASE}/", "Googlebot")
    assert list(robots.sitemaps) == []


def test_a_frozen_portal_stays_in_the_index(living: Living, reader: Reader) -> None:
    change_status(portal=living.portal, status=PortalStatus.FROZEN)
    assert rules(reader, HOST).can_fetch(f"{BASE}/", "Googlebot")
    assert document(reader, "/sitemap-1.xml") is not None


def test_robots_stay_outside_the_house(reader: Reader) -> None:
    assert not rules(reader, "localhost").can_fetch("http://localhost/", "Googlebot")
