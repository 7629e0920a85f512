"""Whoever issued an item stays named on it, wherever units have taken it since."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from cms.core.heritage import heirs_of, issuer_of
from cms.core.models import EditorialRecord
from cms.core.services import note_change_of_asset
from cms.core.serving import live_page_at
from cms.reorganisation.models import Change, ChangeKind, Moving, Passing, PortalFate
from cms.reorganisation.services import go_live
from cms.users.models import User
from media_library.models import Image
from media_library.renditions import FRAME_ROLES
from sites.directory import directory
from sites.models import Branding, PortalStatus, Regime, Unit
from sites.services import change_status
from tests.factories.events import EventPageFactory
from tests.factories.media import ImageFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SpecialPageFactory, StandardPageFactory
from tests.factories.people import UserFactory
from tests.factories.portals import (
    Living,
    UnitFactory,
    UnitSuccessionFactory,
    living_portal,
)
from tests.factories.publishing import store
from tests.plugins.kept import kept
from tests.plugins.readers import Reader, words

pytestmark = pytest.mark.django_db

BANNER = re.compile(r'<aside class="issuer".*?</aside>', re.DOTALL)
DAY = date(2026, 7, 1)
NAME = "Hội Liên hiệp Phụ nữ tỉnh Quảng Nam"


@pytest.fixture
@kept
def keeper() -> User:
    return UserFactory.create(superuser=True)


@pytest.fixture
@kept
def ended() -> Living:
    unit = UnitFactory.create(name=NAME, symbol="BTV", regime=Regime.MASS)
    return living_portal(unit=unit, sections=("Hoạt động Hội",))


@pytest.fixture
@kept
def going_on() -> Living:
    return living_portal(
        unit=UnitFactory.create(name="Hội Liên hiệp Phụ nữ thành phố Đà Nẵng"),
        sections=("Tin tức",),
    )


def change(
    kind: ChangeKind, actor: User, *passings: tuple[Unit, Unit | None, PortalFate]
) -> Change:
    planned: Change = Change.objects.create(
        kind=kind, decision="Nghị quyết", effective_on=DAY, created_by=actor
    )
    for before, after, fate in passings:
        Passing.objects.create(
            change=planned, predecessor=before, successor=after, portal_fate=fate
        )
    return planned


def fold(before: Living, after: Living, actor: User) -> None:
    passing = (before.unit, after.unit, PortalFate.FOLD)
    go_live(change=change(ChangeKind.MERGE, actor, passing), actor=actor)


def banners(reader: Reader, host: str, path: str) -> list[str]:
    response = reader.get(host, path)
    assert response.status_code == 200, path
    return [words(found) for found in BANNER.findall(response.content.decode())]


@pytest.mark.parametrize(
    "factory",
    [NewsPageFactory, EventPageFactory, StandardPageFactory, SpecialPageFactory],
)
def test_a_folded_page_says_whose_information_it_is(
    factory: Any, ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    values = {} if factory is SpecialPageFactory else {"parent": ended.section}
    page = factory(title="Một trang", **(values or {"parent": ended.home}))
    before = banners(reader, ended.host, page.url)
    fold(ended, going_on, keeper)
    moved = Page.objects.get(pk=page.pk).specific
    assert before == []
    said = (
        f"Thông tin của {NAME} trước sắp xếp. Ký hiệu trong văn bản: BTV. Sắp xếp từ "
        f"ngày 01/07/2026. Nhiệm vụ được tiếp nối tại {going_on.unit.name}."
    )
    place = moved.url_path.split("/vi", 1)[1]
    assert banners(reader, going_on.host, place) == [said]


def test_a_photo_report_says_it_too_on_paper_and_in_a_file(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=ended.section, form="phong_su_anh")
    fold(ended, going_on, keeper)
    code = EditorialRecord.objects.get(page_id=item.pk).code
    path = f"/hoat-dong-hoi/{item.slug}/"
    shown = banners(reader, going_on.host, path)
    assert len(shown) == 1
    for way in ("ban-in", "luu"):
        assert banners(reader, going_on.host, f"/-/{code}/{way}/") == shown


def test_what_a_unit_issued_in_its_own_portal_says_nothing(
    ended: Living, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=ended.section)
    assert banners(reader, ended.host, item.url) == []
    change_status(portal=ended.portal, status=PortalStatus.FROZEN)
    assert banners(reader, ended.host, item.url) == []  # the portal says it


def test_a_unit_that_gave_a_section_away_is_named_as_living(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=ended.section)
    transfer = change(ChangeKind.TRANSFER, keeper)
    Moving.objects.create(change=transfer, page=ended.section, target=going_on.home)
    go_live(change=transfer, actor=keeper)
    assert banners(reader, going_on.host, f"/hoat-dong-hoi/{item.slug}/") == [
        f"Thông tin của {NAME}. Ký hiệu trong văn bản: BTV."
    ]


def test_a_unit_whose_last_day_is_to_come_is_not_over(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=ended.section)
    item.move(going_on.section, pos="last-child")
    Unit.objects.filter(pk=ended.unit.pk).update(valid_to=timezone.localdate())
    [shown] = banners(reader, going_on.host, f"/tin-tuc/{item.slug}/")
    assert "trước sắp xếp" not in shown
    yesterday = timezone.localdate() - timedelta(days=1)
    Unit.objects.filter(pk=ended.unit.pk).update(valid_to=yesterday)
    [shown] = banners(reader, going_on.host, f"/tin-tuc/{item.slug}/")
    assert f"{NAME} trước sắp xếp" in shown
    assert timezone.localdate().strftime("%d/%m/%Y") in shown


def test_what_the_successor_issues_afterwards_is_its_own(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    fold(ended, going_on, keeper)
    section = Page.objects.get(pk=ended.section.pk).specific
    item = NewsPageFactory.create(parent=section)
    assert banners(reader, going_on.host, f"/hoat-dong-hoi/{item.slug}/") == []


def test_the_emblem_is_the_one_of_the_day(
    ended: Living, keeper: User, reader: Reader
) -> None:
    old, new = (ImageFactory.create(size=(300, side)) for side in (200, 250))
    branding = Branding.objects.get(portal=ended.portal)
    branding.emblem = old
    store(branding)
    item = NewsPageFactory.create(parent=ended.section)
    successor = UnitFactory.create()
    rename = (ended.unit, successor, PortalFate.FOLLOW)
    go_live(change=change(ChangeKind.RENAME, keeper, rename), actor=keeper)
    Branding.objects.update(emblem=new)
    ended.unit.refresh_from_db()
    assert ended.unit.emblem == old
    assert successor.emblem is None
    html = reader.get(ended.host, item.url).content.decode()
    [banner] = BANNER.findall(html)
    size = FRAME_ROLES["emblem"].jpeg
    assert old.get_rendition(size).url in banner
    assert new.get_rendition(size).url not in banner


def test_a_unit_without_an_emblem_of_its_own_keeps_none(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=ended.section)
    fold(ended, going_on, keeper)
    ended.unit.refresh_from_db()
    assert ended.unit.emblem is None
    html = reader.get(going_on.host, f"/hoat-dong-hoi/{item.slug}/").content.decode()
    assert "emblem" not in BANNER.findall(html)[0]


@pytest.mark.parametrize("status", PortalStatus)
def test_only_a_portal_that_is_frozen_hands_its_emblem_to_its_unit(
    ended: Living, status: PortalStatus
) -> None:
    emblem = ImageFactory.create()
    Branding.objects.update(emblem=emblem)
    change_status(portal=ended.portal, status=status)
    kept = Unit.objects.get(pk=ended.unit.pk).emblem
    assert kept == (emblem if status == PortalStatus.FROZEN else None)


def test_a_kept_emblem_is_not_deleted(ended: Living, keeper: User, client: Any) -> None:
    emblem = ImageFactory.create(collection=ended.portal.collection)
    Branding.objects.update(emblem=emblem)
    change_status(portal=ended.portal, status=PortalStatus.FROZEN)
    client.force_login(keeper)
    address = f"/admin/images/{emblem.pk}/delete/"
    asked = client.get(address, headers={"host": "localhost"})
    assert ReferenceIndex.get_references_to(emblem).count() > 0
    assert "Không xóa được ảnh này" in words(asked.content.decode())
    answered = client.post(address, headers={"host": "localhost"})
    assert answered.status_code != 500
    assert Image.objects.filter(pk=emblem.pk).exists()


def test_a_changed_emblem_is_seen_by_readers_of_any_portal(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    emblem = ImageFactory.create(size=(300, 300))
    Branding.objects.filter(portal=ended.portal).update(emblem=emblem)
    item = NewsPageFactory.create(parent=ended.section)
    fold(ended, going_on, keeper)
    path = f"/hoat-dong-hoi/{item.slug}/"
    reader.get(going_on.host, path)
    portal = directory.portal_at(going_on.host)
    assert portal is not None
    note_change_of_asset(asset=emblem)
    directory.forget()
    again = directory.portal_at(going_on.host)
    assert again is not None
    assert again.stamp != portal.stamp


def test_search_engines_are_told_the_issuer(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    item = NewsPageFactory.create(parent=ended.section, authors=())
    fold(ended, going_on, keeper)
    html = reader.get(going_on.host, f"/hoat-dong-hoi/{item.slug}/").content.decode()
    graph = json.loads(html.partition('ld+json">')[2].partition("</script>")[0])
    [article] = [one for one in graph["@graph"] if one["@type"] == "NewsArticle"]
    issuer = {
        "@type": "Organization",
        "name": NAME,
        "dissolutionDate": "2026-06-30",
    }
    owner = {"@id": f"http://{going_on.host}/#don-vi"}
    assert (article["publisher"], article["author"]) == (issuer, [issuer])
    assert article["sdPublisher"] == owner


def test_hits_of_a_search_name_the_issuer(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    NewsPageFactory.create(parent=ended.section, title="Bếp ấm chiều mưa")
    NewsPageFactory.create(parent=going_on.section, title="Bếp ấm hôm nay")
    fold(ended, going_on, keeper)
    shown = reader.read(going_on.host, "/-/tim-kiem/?q=bếp+ấm")
    assert shown.count("Bếp ấm") == 2
    assert shown.count(f"Thông tin của {NAME}") == 1


def test_a_frozen_portal_is_searched_as_before(
    ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    NewsPageFactory.create(parent=ended.section, title="Bếp ấm chiều mưa")
    before = reader.read(ended.host, "/-/tim-kiem/?q=bếp+ấm")
    freeze = (ended.unit, going_on.unit, PortalFate.FREEZE)
    go_live(change=change(ChangeKind.MERGE, keeper, freeze), actor=keeper)
    assert reader.read(ended.host, "/-/tim-kiem/?q=bếp+ấm") == before
    assert "Bếp ấm chiều mưa" in before
    html = reader.get(ended.host, "/").content.decode()
    assert f"http://{going_on.host}/" in html


@pytest.mark.parametrize("fate", [PortalFate.FOLD, PortalFate.FOLLOW])
def test_authors_keep_their_bylines(
    fate: PortalFate, ended: Living, going_on: Living, keeper: User, reader: Reader
) -> None:
    names = ("Hạ Miên", "Lê Hoài Thương")
    for title in ("Bếp ấm chiều mưa", "Chuyến đò cuối ngày"):
        NewsPageFactory.create(parent=ended.section, title=title, authors=names)
    folds = fate == PortalFate.FOLD
    after = going_on.unit if folds else UnitFactory.create()
    kind = ChangeKind.MERGE if folds else ChangeKind.RENAME
    planned = change(kind, keeper, (ended.unit, after, fate))
    go_live(change=planned, actor=keeper)
    host = going_on.host if folds else ended.host
    item = reader.read(host, "/hoat-dong-hoi/bep-am-chieu-mua/")
    for name, slug in zip(names, ("ha-mien", "le-hoai-thuong"), strict=True):
        assert name in item
        shown = reader.read(host, f"/-/tac-gia/{slug}/")
        assert name in shown
        assert "Bếp ấm chiều mưa" in shown
        assert "Chuyến đò cuối ngày" in shown


def test_ordinary_pages_ask_nothing_more(
    ended: Living, django_assert_num_queries: Any
) -> None:
    item = NewsPageFactory.create(parent=ended.section)
    portal = directory.portal_at(ended.host)
    assert portal is not None
    with django_assert_num_queries(1):
        page = live_page_at(item.url_path)
        assert page is not None
        assert issuer_of(page, portal) is None


def test_of_a_former_unit_is_asked_once(
    ended: Living, going_on: Living, keeper: User, django_assert_num_queries: Any
) -> None:
    item = NewsPageFactory.create(parent=ended.section)
    fold(ended, going_on, keeper)
    page = live_page_at(Page.objects.get(pk=item.pk).url_path)
    portal = directory.portal_at(going_on.host)
    assert page is not None
    assert portal is not None
    with django_assert_num_queries(3):  # the unit, its heirs, their portals
        first = issuer_of(page, portal)
    with django_assert_num_queries(0):
        assert issuer_of(page, portal) == first


def test_heirs_are_the_living_ones_in_order() -> None:
    first, second, third, fourth = UnitFactory.create_batch(4)
    for before, after, day in (
        (first, second, 1),
        (first, third, 2),
        (second, fourth, 3),
    ):
        UnitSuccessionFactory.create(
            predecessor=before, successor=after, effective_on=date(2025, 7, day)
        )
    for unit in (first, second):
        Unit.objects.filter(pk=unit.pk).update(valid_to=date(2025, 6, 30))
    assert [link.title for link in heirs_of(first.pk)] == [fourth.name, third.name]
    assert heirs_of(fourth.pk) == []


def test_units_that_succeed_each_other_in_a_circle_do_not_hang() -> None:
    first, second = UnitFactory.create_batch(2, historic=True)
    UnitSuccessionFactory.create(predecessor=first, successor=second)
    UnitSuccessionFactory.create(predecessor=second, successor=first)
    assert heirs_of(first.pk) == []
