"""What is made in bulk is what opening and publishing would have made."""

from typing import Any

import pytest
from django.db.models import QuerySet
from wagtail.models import Collection, Page

from cms.core.models import EditorialRecord
from cms.news.models import NewsPage, Placement
from cms.news.services import place
from cms.pages.models import SectionPage
from sites.models import Portal
from sites.selectors import missing_owner_facts
from tests.factories.bulk import make_articles, make_portals
from tests.factories.media import ImageFactory
from tests.factories.portals import UnitFactory
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

SOUND: tuple[list[Any], ...] = ([], [], [], [], [])


def section_of(portal: Portal) -> SectionPage:
    folder = portal.site.root_page.url_path
    found: SectionPage = SectionPage.objects.filter(url_path__startswith=folder)[0]
    return found


def placements(page: NewsPage) -> list[dict[str, Any]]:
    rows: QuerySet[Placement] = Placement.objects.filter(page=page)
    return [
        {name: value for name, value in row.items() if name != "id"}
        for row in rows.order_by("section").values()
    ]


def test_trees_are_sound_and_addresses_whole() -> None:
    portals = [*make_portals(3), *make_portals(2)]
    make_articles(section_of(portals[0]), 3)
    make_articles(section_of(portals[0]), 2)
    assert Page.find_problems() == SOUND
    assert Collection.find_problems() == SOUND
    for page in Page.objects.filter(depth__gt=1):
        assert page.url_path == page.set_url_path(page.get_parent())
        assert page.specific_class is not None


def test_portals_can_open_and_answer(reader: Reader) -> None:
    for portal in make_portals(2):
        assert missing_owner_facts(portal) == []
        words = reader.get(portal.site.hostname).content.decode()
        assert portal.unit.name in words


def test_articles_are_read_and_listed(reader: Reader) -> None:
    (portal,) = make_portals(1)
    section = section_of(portal)
    articles = make_articles(section, 15, pictures=[ImageFactory.create()])
    host = portal.site.hostname
    assert articles[0].title in reader.read(host)
    assert articles[11].title in reader.read(host, section.url)
    assert articles[14].summary in reader.read(host, articles[14].url)


def test_articles_are_placed_and_recorded_as_if_published() -> None:
    (portal,) = make_portals(1)
    (article,) = make_articles(section_of(portal), 1)
    record = EditorialRecord.objects.get(translation_key=article.translation_key)
    made = placements(article)
    article = NewsPage.objects.get(pk=article.pk)
    place(page=article)
    assert placements(article) == made
    article.save_revision()
    again = EditorialRecord.objects.get(translation_key=article.translation_key)
    for name in ("unit_id", "page_id", "title", "form", "byline", "origin"):
        assert getattr(again, name) == getattr(record, name)
    assert again.pk == record.pk


def test_articles_need_a_portal() -> None:
    unit = UnitFactory.create()
    stray = SectionPage(title="Lạc", url_path=f"/{unit.code}/vi/lac/", path="x")
    with pytest.raises(ValueError, match="in no portal"):
        make_articles(stray, 1)
