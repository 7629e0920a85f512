"""Atom and RSS, read by a parser of somebody else's."""

import uuid
from calendar import timegm
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from cms.core.models import EditorialRecord, Topic
from cms.news.models import NewsPage
from cms.pages.models import SectionPage
from media_library.models import Image
from sites.models import PortalStatus
from sites.services import change_status
from tests.factories.bulk import make_articles, make_portals
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, UnitFactory, living_portal
from tests.factories.publishing import publish
from tests.feeds.conftest import PUBLISHED, code_of
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

HOST = "vhtt.localhost"
ATOM = "{http://www.w3.org/2005/Atom}"
BUDGET = 6


def moment(parts: Any) -> datetime:
    return datetime.fromtimestamp(timegm(parts), UTC)


def parsed(reader: Reader, path: str, host: str = HOST) -> Any:
    response = reader.get(host, path)
    assert response.status_code == 200
    found = feedparser.parse(
        response.content, response_headers={"content-type": response["Content-Type"]}
    )
    assert found.bozo == 0, found.get("bozo_exception")
    return found


@pytest.mark.parametrize(
    ("kind", "version"), [("atom", "atom10"), ("rss", "rss20")], ids=["atom", "rss"]
)
def test_an_item_is_told_in_full(
    kind: str, version: str, living: Living, item: NewsPage, reader: Reader
) -> None:
    feed = parsed(reader, f"/-/tin.{kind}")
    assert feed.version == version
    assert feed.feed.title == f"{living.unit.name} (vi)"
    assert feed.feed.link == "http://vhtt.localhost/"
    assert feed.feed.language == "vi"
    [entry] = feed.entries
    assert unescape(entry.title) == "Hội làng <Gò Nổi> & chợ quê"
    assert entry.link == f"http://vhtt.localhost/le-hoi/{item.slug}/"
    assert entry.summary == "Ba ngày hội, 5 &lt; 6 trò chơi &amp; một đêm hát."
    assert moment(entry.published_parsed) == PUBLISHED
    assert [tag.term for tag in entry.tags] == ["Hội làng & hội phố"]
    [picture] = entry.enclosures
    assert picture.type == "image/jpeg"
    assert picture.href.startswith("http://vhtt.localhost/media/images/")
    assert int(picture.length) > 100


def test_an_item_keeps_its_name_when_it_moves(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    record = EditorialRecord.objects.get(translation_key=item.translation_key)
    name = uuid.uuid5(record.public_id, "vi").urn
    assert [entry.id for entry in parsed(reader, "/-/tin.atom").entries] == [name]
    item.move(living.section, pos="last-child")
    moved = parsed(reader, "/-/tin.atom").entries
    assert [entry.id for entry in moved] == [name]
    assert moved[0].link == f"http://vhtt.localhost/van-hoa/{item.slug}/"
    assert [entry.id for entry in parsed(reader, "/-/tin.rss").entries] == [name]


def test_every_author_is_named(item: NewsPage, reader: Reader) -> None:
    atom = etree.fromstring(reader.get(HOST, "/-/tin.atom").content)
    names = [
        name.text for name in atom.iterfind(f"{ATOM}entry/{ATOM}author/{ATOM}name")
    ]
    assert names == ["Hạ Miên", "Lê Trúc"]
    rss = etree.fromstring(reader.get(HOST, "/-/tin.rss").content)
    makers = rss.iterfind("channel/item/{http://purl.org/dc/elements/1.1/}creator")
    assert [maker.text for maker in makers] == ["Hạ Miên", "Lê Trúc"]


def test_what_atom_demands_is_there(item: NewsPage, reader: Reader) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: once each."""
    feed = etree.fromstring(reader.get(HOST, "/-/tin.atom").content)
    for place, wanted in (
        (feed, ("id", "title", "updated", "author")),
        (feed.find(f"{ATOM}entry"), ("id", "title", "updated", "published", "summary")),
    ):
        for name in wanted:
            assert len(place.findall(f"{ATOM}{name}")) == 1, name
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://vhtt.localhost/",
        "self": "http://vhtt.localhost/-/tin.atom",
    }
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"


def test_a_republished_item_names_its_source(
    section: SectionPage, reader: Reader
) -> None:
    NewsPageFactory.create(
        parent=section,
        origin="republished",
        source_name="Báo Quê Nhà",
        source_url="https://bao.example/hoi-lang?a=1&b=2",
        source_published_at=PUBLISHED,
    )
    [entry] = parsed(reader, "/-/tin.atom").entries
    via = [link.href for link in entry.links if link.rel == "via"]
    assert via == ["https://bao.example/hoi-lang?a=1&b=2"]


def test_an_update_is_told(item: NewsPage, reader: Reader) -> None:
    before = parsed(reader, "/-/tin.atom").entries[0].updated_parsed
    NewsPage.objects.filter(pk=item.pk).update(
        last_published_at=item.last_published_at + timedelta(hours=3)
    )
    after = parsed(reader, "/-/tin.atom").entries[0]
    assert after.updated_parsed > before
    assert moment(after.published_parsed) == PUBLISHED


def test_a_section_has_a_feed_that_outlives_its_name(
    living: Living, section: SectionPage, item: NewsPage, reader: Reader
) -> None:
    NewsPageFactory.create(parent=living.section, title="Ở mục khác")
    address = f"/-/{code_of(section)}/tin.atom"
    feed = parsed(reader, address)
    assert [entry.link for entry in feed.entries] == [
        f"http://vhtt.localhost/le-hoi/{item.slug}/"
    ]
    assert feed.feed.title == f"Lễ hội – {living.unit.name} (vi)"
    section.slug = "hoi-he"
    publish(section)
    assert [entry.link for entry in parsed(reader, address).entries] == [
        f"http://vhtt.localhost/hoi-he/{item.slug}/"
    ]


def test_a_topic_has_a_feed_of_this_portals_items(
    living: Living, topic: Topic, item: NewsPage, reader: Reader
) -> None:
    elsewhere = living_portal(host="khac.localhost")
    NewsPageFactory.create(parent=elsewhere.section, topics=[topic])
    NewsPageFactory.create(parent=living.section)
    feed = parsed(reader, f"/-/chu-de/{topic.slug}/tin.rss")
    assert [entry.link for entry in feed.entries] == [
        f"http://vhtt.localhost/le-hoi/{item.slug}/"
    ]
    assert feed.feed.title == f"Hội làng & hội phố – {living.unit.name} (vi)"


def test_each_language_has_its_own(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    english = parsed(reader, "/en/-/tin.atom")
    assert english.feed.language == "en"
    assert english.feed.title == f"{living.unit.name} (en)"
    assert english.entries == []
    assert english.feed.link == "http://vhtt.localhost/en/"


@pytest.mark.parametrize(
    "path",
    [
        "/vi/-/tin.atom",
        "/fr/-/tin.atom",
        "/-/tin.json",
        "/-/0000000000/tin.atom",
        "/-/chu-de/khong-co/tin.atom",
    ],
)
def test_what_is_not_there_is_not_found(
    path: str, living: Living, reader: Reader
) -> None:
    assert reader.get(HOST, path).status_code == 404


def test_the_house_has_no_feed(reader: Reader) -> None:
    assert reader.get("localhost", "/-/tin.atom").status_code == 404


def test_a_suspended_portal_feeds_nobody(living: Living, reader: Reader) -> None:
    change_status(portal=living.portal, status=PortalStatus.SUSPENDED)
    assert reader.get(HOST, "/-/tin.atom").status_code == 503


@pytest.mark.parametrize(
    "path", ["/-/tin.atom", "/-/tin.rss", "/sitemap-news.xml", "/sitemap-1.xml"]
)
def test_what_xml_cannot_hold_is_left_out(
    path: str, section: SectionPage, reader: Reader
) -> None:
    """A vertical tab comes along when a title is pasted from a word processor."""
    page = NewsPageFactory.create(parent=section)
    NewsPage.objects.filter(pk=page.pk).update(title="Hội\x0blàng", summary="\x1fBa")
    found = etree.fromstring(reader.get(HOST, path).content)
    if "sitemap-1" not in path:
        assert "Hộilàng" in [element.text for element in found.iter()]


def test_a_picture_whose_file_is_gone_is_left_out(
    item: NewsPage, reader: Reader
) -> None:
    for rendition in Image.objects.get().renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    [entry] = parsed(reader, "/-/tin.atom").entries
    assert entry.enclosures == []


@pytest.mark.parametrize("articles", [10, 200])
def test_the_size_of_a_portal_costs_nothing(articles: int, reader: Reader) -> None:
    [portal] = make_portals(1)
    home = portal.site.root_page
    section = SectionPage.objects.child_of(home).order_by("path")[0]
    pictures = [ImageFactory.create(size=(720, 480)) for _number in range(3)]
    make_articles(section, articles, pictures=pictures)
    host = portal.site.hostname
    reader.client.get("/-/tin.atom", headers={"host": host})
    with CaptureQueriesContext(connection) as asked:
        response = reader.client.get("/-/tin.atom", headers={"host": host})
    assert response.content.count(b"<entry>") == min(articles, 30)
    assert len(asked) == 4 <= BUDGET


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_an_item_of_another_unit_names_who_issued_it(
    kind: str, living: Living, item: NewsPage, reader: Reader
) -> None:
    nameless = NewsPageFactory.create(parent=living.section, title="Hai", authors=())
    records = EditorialRecord.objects.filter(page_id__in=[item.pk, nameless.pk])
    records.update(issuing_unit=UnitFactory.create(), issuing_name="Hội quận cũ")
    NewsPageFactory.create(parent=living.section, title="Ba")
    entries = {one.title: one for one in parsed(reader, f"/-/tin.{kind}").entries}
    assert entries["Hai"].publisher == "Hội quận cũ"
    assert entries["Hai"].author == "Hội quận cũ"
    assert entries[item.title].publisher == "Hội quận cũ"
    assert entries[item.title].author != "Hội quận cũ"
    assert "publisher" not in entries["Ba"]
