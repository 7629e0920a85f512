"""What not everybody may read is in no list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.core.restrictions import open_to_all, restricted_paths
from sites.directory import directory
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory, StandardPageFactory
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import mirror, publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


def restrict(page: Page) -> PageViewRestriction:
    made: PageViewRestriction = PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page.pk), restriction_type="password", password="x"
    )
    directory.forget_all()
    return made


def test_restrictions_are_asked_for_once(living: Living) -> None:
    restrict(living.section)
    with CaptureQueriesContext(connection) as asked:
        first, second = restricted_paths(), restricted_paths()
    assert first is second
    assert first == {living.section.path}
    assert len(asked) == 2  # restrictions, and pages that alias theirs


def test_without_restrictions_nothing_is_left_out(living: Living) -> None:
    pages = Page.objects.all()
    assert restricted_paths() == frozenset()
    assert open_to_all(pages) is pages


def test_what_lies_below_is_left_out_too(living: Living) -> None:
    NewsPageFactory.create(parent=living.section)
    restrict(living.section)
    left = open_to_all(Page.objects.filter(path__startswith=living.home.path))
    assert [page.title for page in left] == [living.home.title, "Thể thao"]


@pytest.mark.parametrize("path", ["/", "/van-hoa/", "/the-thao/", "/the-thao/mo/"])
def test_a_private_item_is_in_no_list(
    living: Living, reader: Reader, path: str
) -> None:
    sport = living.home.get_children().last().specific
    NewsPageFactory.create(parent=sport, title="Mở")
    private = NewsPageFactory.create(
        parent=living.section, title="Việc nội bộ", also_in=[sport]
    )
    mirror(private, parent=sport, update_slug="bi-danh")
    publish(private)  # from here on the alias is listed
    living.home.body = [
        ("lead", {"pages": [private], "rail": 3}),
        ("section_rows", {"sections": [living.section, sport]}),
    ]
    publish(living.home)
    assert "Việc nội bộ" in reader.read(living.host, path)
    restriction = restrict(private)
    assert "Việc nội bộ" not in reader.read(living.host, path)
    restriction.delete()
    directory.forget_all()
    assert "Việc nội bộ" in reader.read(living.host, path)


def test_a_private_page_of_text_and_event_are_in_no_list(
    living: Living, reader: Reader
) -> None:
    papers = SectionPageFactory.create(parent=living.home, title="Giấy", lists="pages")
    diary = SectionPageFactory.create(parent=living.home, title="Lịch", lists="events")
    private = [
        StandardPageFactory.create(parent=papers, title="Việc nội bộ"),
        EventPageFactory.create(
            parent=diary, title="Việc nội bộ", event=EventFactory.create()
        ),
    ]
    for path in ("/giay/", "/lich/"):
        assert "Việc nội bộ" in reader.read(living.host, path)
    for page in private:
        restrict(page)
    for path in ("/giay/", "/lich/"):
        assert "Việc nội bộ" not in reader.read(living.host, path)
