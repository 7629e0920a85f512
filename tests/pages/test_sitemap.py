"""The site map for readers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.pages.sitemap import Place, sitemap_of
from sites.directory import directory
from sites.models import PortalStatus
from tests.factories.news import NewsPageFactory
from tests.factories.pages import (
    SectionPageFactory,
    SpecialPageFactory,
    StandardPageFactory,
)
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

ADDRESS = "/-/so-do/"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


def places(living: Living, language: str = "vi") -> list[Place]:
    directory.forget_all()
    portal = directory.portal_at(living.host)
    assert portal is not None
    return sitemap_of(portal, language)


def test_sections_and_pages_stand_as_in_the_tree(living: Living) -> None:
    NewsPageFactory.create(parent=living.section)
    papers = SectionPageFactory.create(
        parent=living.section, title="Văn bản", lists="pages", colour=3, bare=True
    )
    plan = StandardPageFactory.create(parent=papers, title="Kế hoạch")
    StandardPageFactory.create(parent=plan, title="Phụ lục")
    SpecialPageFactory.create(parent=living.home, title="Tết")
    assert places(living) == [
        Place(
            "Văn hóa",
            "/van-hoa/",
            1,
            [
                Place(
                    "Văn bản",
                    "/van-hoa/van-ban/",
                    3,
                    [
                        Place(
                            "Kế hoạch",
                            "/van-hoa/van-ban/ke-hoach/",
                            0,
                            [Place("Phụ lục", "/van-hoa/van-ban/ke-hoach/phu-luc/")],
                        )
                    ],
                )
            ],
        ),
        Place("Tết", "/tet/"),
    ]  # “Thể thao” is empty and leads nowhere


def test_drafts_and_private_pages_are_not_on_the_map(living: Living) -> None:
    StandardPageFactory.create(parent=living.home, title="Nháp", draft=True)
    private = StandardPageFactory.create(parent=living.home, title="Riêng")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    StandardPageFactory.create(parent=living_portal().home, title="Nhà khác")
    assert places(living) == places(living, "en") == places(living, "fr") == []


def test_readers_find_it_in_each_language(living: Living, reader: Reader) -> None:
    StandardPageFactory.create(parent=living.home, title="Giới thiệu")
    assert "Giới thiệu" in reader.read(living.host, ADDRESS)
    english = reader.read(living.host, f"/en{ADDRESS}")
    assert "Site map" in english
    assert "Giới thiệu" not in english
    assert reader.get(living.host, f"/fr{ADDRESS}").status_code == 404


def test_a_suspended_portal_has_no_map(reader: Reader) -> None:
    living = living_portal(status=PortalStatus.SUSPENDED)
    StandardPageFactory.create(parent=living.home, title="Giới thiệu")
    response = reader.get(living.host, ADDRESS)
    assert response.status_code == 503
    assert "Giới thiệu" not in response.content.decode()


def test_a_second_reader_costs_nothing(living: Living, reader: Reader) -> None:
    for number in range(3):
        StandardPageFactory.create(parent=living.home, title=f"Trang {number}")
    reader.get(living.host, ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        assert (
            reader.client.get(ADDRESS, headers={"host": living.host}).status_code == 200
        )
    assert len(asked) <= 1  # the stamps, once a second
