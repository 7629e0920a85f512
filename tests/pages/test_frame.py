"""Header and footer: the same on every page of a portal (domain-vn.md 1.4, F-09)."""

import re

import pytest

from cms.pages.models import HomePage
from sites.models import MenuPlace, PortalStatus
from tests.factories.core import EventFactory
from tests.factories.events import EventPageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import (
    SectionPageFactory,
    SpecialPageFactory,
    StandardPageFactory,
)
from tests.factories.portals import Living, MenuItemFactory, living_portal
from tests.factories.publishing import publish
from tests.plugins.kept import kept
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db

CURRENT = re.compile(r'\s*aria-current="(?:page|true)"')
BLANKS = re.compile(r"\s+(?=>)")
SWITCH = re.compile(r'<nav aria-label="Ngôn ngữ">.*?</nav>', re.DOTALL)


@pytest.fixture
@kept
def living() -> Living:
    living = living_portal("vi", "en")
    NewsPageFactory.create(parent=living.section, title="Hội làng")
    photos = {"form": "phong_su_anh", "title": "Một ngày"}
    NewsPageFactory.create(parent=living.section, **photos)
    diary = SectionPageFactory.create(parent=living.home, title="Lịch", lists="events")
    EventPageFactory.create(parent=diary, event=EventFactory.create(), title="Đêm hội")
    about = StandardPageFactory.create(parent=living.home, title="Giới thiệu")
    SpecialPageFactory.create(parent=living.home, title="Tết")
    MenuItemFactory.create(portal=living.portal, title="Cổng Dịch vụ công Quốc gia")
    MenuItemFactory.create(
        portal=living.portal,
        place=MenuPlace.FOOTER,
        title="Giới thiệu",
        page=about,
        url="",
    )
    return living


def frame(reader: Reader, living: Living, path: str) -> str:
    """Return header and footer without what may differ."""
    html = reader.get(living.host, path).content.decode()
    before, _main, after = html.partition("<main")
    header = before.partition("<header>")[2]
    footer = after.partition('<footer class="foot">')[2]
    assert header
    assert footer
    return BLANKS.sub("", CURRENT.sub("", SWITCH.sub("", header + footer)))


def test_header_and_footer_are_the_same_on_every_page(
    living: Living, reader: Reader
) -> None:
    usual = frame(reader, living, "/")
    for path in (
        "/van-hoa/",
        "/van-hoa/?form=tin",
        "/van-hoa/hoi-lang/",
        "/van-hoa/mot-ngay/",
        "/lich/",
        "/lich/dem-hoi/",
        "/gioi-thieu/",
        "/tet/",
        "/-/so-do/",
        "/-/tim-kiem/?q=hoi",
        "/khong-co/",
    ):
        assert frame(reader, living, path) == usual, path


def test_the_menu_of_small_screens_holds_all_that_a_portal_offers(
    living: Living, reader: Reader
) -> None:
    sheet = frame(reader, living, "/").partition('id="chuyen-muc"')[2]
    menu = sheet.partition('<div class="services">')
    sections, services = menu[0], menu[2].partition("</header>")[0]
    for words in ('href="/van-hoa/"', 'href="/lich/"'):
        assert words in sections
    for words in (
        'href="/-/tim-kiem/"',
        'href="/-/so-do/"',
        'href="/gioi-thieu/"',
        "Cổng Dịch vụ công Quốc gia",
        "Số 1, đường Trần Phú",
        f"mailto:banbientap@{living.unit.code}.example",
        'href="tel:02439000000"',
    ):
        assert words in services, words


def test_the_english_edition_has_no_vietnamese_around_it(
    living: Living, reader: Reader
) -> None:
    home = living.in_language("en")
    sport = SectionPageFactory.create(
        parent=home, title="Sport", locale=home.locale, slug="sport"
    )
    NewsPageFactory.create(
        parent=sport, title="A run", locale=home.locale, summary="", bylines=[]
    )
    home = HomePage.objects.get(pk=home.pk)
    home.body = [("section_rows", {"sections": [sport]})]
    publish(home)
    html = reader.get(living.host, "/en/").content.decode()
    text = reader.read(living.host, "/en/")
    assert '<html lang="en"' in html
    assert "Sport" in text
    assert "A run" in text
    for words in ("Xem tất cả", "Trình đơn", "Tìm trong Cổng", "Địa chỉ", "Thứ "):
        assert words not in html
    assert 'action="/en/-/tim-kiem/"' in html
    assert 'href="/en/-/so-do/"' in html


def test_a_suspended_portal_offers_neither_search_nor_menu(reader: Reader) -> None:
    living = living_portal(status=PortalStatus.SUSPENDED)
    NewsPageFactory.create(parent=living.section)
    html = reader.get(living.host, "/").content.decode()
    for words in ("chuyen-muc", "/-/tim-kiem/", "/-/so-do/", "/van-hoa/"):
        assert words not in html
    assert f"mailto:banbientap@{living.unit.code}.example" in html


def test_what_is_not_found_is_looked_for_from_there(
    living: Living, reader: Reader
) -> None:
    response = reader.get(living.host, "/khong-co/")
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    assert response.status_code == 404
    assert main.count('role="search"') == 1
    assert 'href="/van-hoa/"' in main
