"""What readers see is what somebody answered for, or is named."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.gate import released
from cms.core.models import EditorialRecord
from cms.evidence.content import content_hash
from cms.evidence.kinds import Deed
from cms.evidence.live import live_faults
from cms.evidence.services import record_import
from cms.news.models import NewsPage
from cms.pages.models import HomePage, SectionPage
from media_library.models import ImageText
from tests.evidence.conftest import Item, new_item
from tests.factories.media import ImageFactory, figure, picture_bytes
from tests.factories.people import UserFactory
from tests.factories.portals import locale
from tests.factories.publishing import store, take_away

pytestmark = pytest.mark.django_db


def faults(item: Item) -> list[str]:
    return list(live_faults([item.record.code]))


def test_a_live_page_without_a_release_is_named(item: Item) -> None:
    item.enter(Deed.APPROVED, content_hash=item.hash)
    code = item.record.code
    assert faults(item) == [
        f"Hồ sơ {code} (vi): đang công khai mà không có quyết định đăng."
    ]
    item.release()
    assert faults(item) == []


def test_what_was_imported_needs_no_release(item: Item) -> None:
    record_import(page=item.page, source="demo")
    assert faults(item) == []


def test_a_page_that_is_not_live_needs_nothing(item: Item) -> None:
    item.page.unpublish()
    assert faults(item) == []


def changed(item: Item, number: int = 1) -> list[str]:
    return [
        (
            f"Hồ sơ {item.record.code} (vi): nội dung người đọc đang thấy không khớp "
            f"với mục {number}."
        )
    ]


def test_words_changed_behind_the_desk_are_named(item: Item) -> None:
    item.release(route_version=3)
    NewsPage.objects.filter(pk=item.page.pk).update(summary="Khác.")
    assert faults(item) == changed(item)


def test_the_newest_release_counts(item: Item) -> None:
    item.release()
    NewsPage.objects.filter(pk=item.page.pk).update(summary="Khác.")
    item.enter(Deed.CORRECTED, content_hash=item.hash)
    item.enter(Deed.CLAIMED)
    assert faults(item) == []
    NewsPage.objects.filter(pk=item.page.pk).update(summary="")
    assert faults(item) == changed(item, 2)


def test_a_file_replaced_under_a_live_page_is_named(item: Item) -> None:
    image = ImageFactory.create(colour="green")
    item.page.body = [figure(image)]
    with released(pages=[item.page.pk]):
        item.page.save_revision().publish()
    item.release()
    assert faults(item) == []
    store(ImageText(image=image, locale=locale("vi"), alt="Sân gạch"))
    assert faults(item) == changed(item)
    take_away(ImageText.objects.all())
    assert faults(item) == []
    image.file = ContentFile(picture_bytes("black"), "anh.png")
    image.save()
    assert faults(item) == changed(item)


def test_desk_data_may_change_after_a_release(item: Item) -> None:
    item.release(route_version=4)
    EditorialRecord.objects.filter(pk=item.record.pk).update(
        liable_person=UserFactory.create()
    )
    assert faults(item) == []


def test_a_hash_that_knows_the_route_fits_as_well(item: Item) -> None:
    page = NewsPage.objects.get(pk=item.page.pk)
    told = content_hash(page, item.record, 8)
    assert told != item.hash
    item.enter(Deed.RELEASED, content_hash=told, route_version=8)
    assert faults(item) == []
    item.enter(Deed.RELEASED, content_hash=told, route_version=9)
    assert faults(item) == changed(item, 2)


def test_all_pages_are_asked_without_codes(item: Item) -> None:
    item.release()
    named = list(live_faults())
    pages: list[Any] = [*HomePage.objects.live(), *SectionPage.objects.live()]
    assert len(named) == len(pages) > 0


def test_each_page_more_costs_a_few_queries(item: Item) -> None:
    """No query at all but those that read its pictures, files and their words."""
    costs, codes = [], []
    for one in (item, new_item("Hai"), new_item("Ba")):
        one.release()
        codes.append(one.record.code)
        with CaptureQueriesContext(connection) as asked:
            assert list(live_faults(codes)) == []
        costs.append(len(asked))
    assert costs[2] - costs[1] == costs[1] - costs[0] <= 7
